import {
  TerraformBackend,
  TerraformDataSource,
  TerraformElement,
  TerraformLocal,
  TerraformOutput,
  TerraformProvider,
  TerraformRemoteState,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
} from 'cdktf';
import { IConstruct } from 'constructs';
import { boundTo, environmentOf, problemsOf } from './binding';
import { attributesOf, fragmentOf, rawOverridesOf, StackTexts } from './element';
import { exposureOf, isTemplate, tokenReferences } from './expression';
import { inMonitor, inPrivateFile, isShown, leaksIn, OUTPUT, ownSecret, Sink, sinkOf } from './leaks';
import { isEphemeral, ownerOf, policyFindings, RotatingConstruct, rotatingConstruct } from './policy-checks';
import type { TokenEnvironment } from './token-environment';
import { Finding, FindingId } from './token-finding';
import { Attributes, TokenType, tokenType } from './token-types';
import { TokenMonitor } from '../monitoring/token-monitor';
import { IMonitoredToken } from '../token-status';

/** A resource that makes a token. */
export interface SurveyedToken {
  /** The construct that a user knows it by. */
  readonly owner: IConstruct;
  readonly type: string;
  /** What the service will call it, where that is known. */
  readonly name?: string;
  readonly environment?: TokenEnvironment;
  /** Whether it is there after a run of Terraform. */
  readonly lasts: boolean;
}

/** A setting that two environments should not have in common. */
export interface Setting {
  readonly at: IConstruct;
  /** How it is called, for a message. */
  readonly what: string;
  /** The same for the same. */
  readonly key: string;
}

/** A text that refers to a token, or to anything in another stack. */
export interface Reference {
  readonly at: IConstruct;
  /** The address of the token, such as `linode_token.Deploy_0A1B2C3D`; or with `stack` the same and an attribute, without dots. */
  readonly to: string;
  /**
   * Path of the other stack, where cdktf has made an output there for it.
   *
   * @default - a token’s address is looked up: in this stack first
   */
  readonly stack?: string;
}

/** What an element is part of. */
interface Place {
  readonly environment?: TokenEnvironment;
  readonly rotating?: RotatingConstruct;
  readonly monitored: boolean;
}

/** cdktf's own names for what it makes of a reference from one stack to another. */
const CROSS_STACK_INPUT = 'cross-stack-reference-input-';
const REMOTE = /data\.terraform_remote_state\.([\w-]+)\.outputs\.cross-stack-output-([\w-]+)/g;
const CREDENTIAL =
  /token|secret|password|passphrase|credential|api_?key|access_?key|private_?key|bearer|auth/i;
const NO_CREDENTIAL = /_(?:file|path|url|endpoint|type|method)$/;
/** What says where a state is, of all backends. */
const PLACES = [
  'address',
  'bucket',
  'conn_str',
  'container_name',
  'hostname',
  'key',
  'organization',
  'path',
  'prefix',
  'region',
  'schema_name',
  'storage_account_name',
  'workspace_dir',
  'workspace_key_prefix',
  'workspaces',
];

/** What there is in one stack that matters to environments and leaks, and what is wrong with it. One pass over its elements. */
export class StackSurvey {
  /** What can be said of the stack alone. */
  readonly findings: Finding[] = [];
  readonly tokens: SurveyedToken[] = [];
  readonly monitored = new Set<IMonitoredToken>();
  readonly credentials: Setting[] = [];
  readonly backends: Setting[] = [];
  /** Remote states that were made by hand. */
  readonly remoteStates: Setting[] = [];
  readonly references: Reference[] = [];
  /** The constructs of tokens, by their Terraform addresses. */
  readonly addresses = new Map<string, IConstruct>();
  environment?: TokenEnvironment;

  private readonly texts: StackTexts;
  private readonly elements: (readonly [TerraformElement, Place])[] = [];
  /** Locals that hold a secret and variables that are sensitive, as Terraform refers to them. */
  private readonly secrets = new Set<string>();
  private readonly inputs = new Map<string, string>();
  private readonly seen = new Set<string>();

  constructor(
    readonly stack: TerraformStack,
    private readonly now: number,
  ) {
    this.texts = new StackTexts(stack);
    this.environment = environmentOf(stack);
    this.collect(stack, { environment: this.environment, monitored: false });
    this.findSensitiveVariables();
    this.findSecretLocals();
    for (const [element, place] of this.elements) this.survey(element, place);
    this.surveyOverrides();
  }

  /** @param once what is to be said only once: the slots of a rotation are alike */
  private add(id: FindingId, at: IConstruct, text: string, once = text): void {
    const key = `${id} ${at.node.path} ${once}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.findings.push({ id, at, text });
  }

  private collect(construct: IConstruct, place: Place): void {
    for (const { id, text } of problemsOf(construct)) this.add(id, construct, text);
    const inside = this.placeIn(construct, place);
    if (TerraformElement.isTerraformElement(construct)) {
      this.elements.push([construct, inside]);
      if (construct instanceof TerraformRemoteState && construct.node.id.startsWith(CROSS_STACK_INPUT)) {
        this.inputs.set(construct.friendlyUniqueId, construct.node.id.slice(CROSS_STACK_INPUT.length));
      }
    }
    for (const child of construct.node.children) {
      // A stack in a stack is a stack of its own.
      if (!TerraformStack.isStack(child)) this.collect(child, inside);
    }
  }

  private placeIn(construct: IConstruct, place: Place): Place {
    let inside = place;
    const bound = boundTo(construct);
    if (bound) {
      this.environment ??= bound;
      if (construct !== this.stack && !bound._isWithin(this.environment)) {
        this.add(
          'two-environments',
          construct,
          `${bound.name} is bound in the stack of ${this.environment.name}, which it is no child of: one stack is one ` +
            `environment, so make a stack of its own for it, or bind ${this.environment.name}.tighten(...) here`,
        );
      }
      inside = { ...inside, environment: bound };
    }
    if (construct instanceof TokenMonitor) {
      construct.tokens.forEach((token) => this.monitored.add(token));
      inside = { ...inside, monitored: true };
    }
    const rotating = rotatingConstruct(construct);
    return rotating ? { ...inside, rotating } : inside;
  }

  private findSensitiveVariables(): void {
    for (const [element] of this.elements) {
      if (!(element instanceof TerraformVariable)) continue;
      const [variable] = Object.values((fragmentOf(element).variable ?? {}) as Record<string, Attributes>);
      if (variable?.sensitive === true) this.secrets.add(`var.${element.friendlyUniqueId}`);
    }
  }

  /** Locals that hold a secret, and those that hold these. */
  private findSecretLocals(): void {
    const open = this.elements.flatMap(([element]) => (element instanceof TerraformLocal ? [element] : []));
    for (let found = true; found;) {
      found = false;
      for (const local of open) {
        const name = `local.${local.friendlyUniqueId}`;
        if (this.secrets.has(name)) continue;
        this.texts.visit(fragmentOf(local), (text) => {
          if (!isTemplate(text) || !exposureOf(text, this.secrets).secret) return;
          this.secrets.add(name);
          found = true;
        });
      }
    }
  }

  private survey(element: TerraformElement, place: Place): void {
    if (TerraformResource.isTerraformResource(element)) {
      this.surveyResource(element, place);
    } else if (TerraformOutput.isTerraformOutput(element)) {
      this.surveyOutput(element);
    } else if (TerraformProvider.isTerraformProvider(element)) {
      this.surveyProvider(element);
    } else if (TerraformBackend.isBackend(element)) {
      this.surveyBackend(element);
    } else if (element instanceof TerraformRemoteState) {
      this.surveyRemoteState(element);
    } else if (TerraformDataSource.isTerraformDataSource(element)) {
      this.surveyBlock(element, attributesOf(element), place);
    } else {
      this.visit(element, fragmentOf(element), () => undefined);
    }
  }

  private surveyResource(resource: TerraformResource, place: Place): void {
    const attributes = attributesOf(resource);
    const type = tokenType(resource.terraformResourceType);
    this.surveyBlock(
      resource,
      type ? this.surveyToken(resource, type, attributes, place) : attributes,
      place,
    );
    this.surveyProvisioners(resource);
    this.surveyProviderOf(resource);
  }

  /** @returns the attributes that are still to be looked at */
  private surveyToken(
    resource: TerraformResource,
    type: TokenType,
    attributes: Attributes,
    { rotating: around, environment }: Place,
  ): Attributes {
    const { terraformResourceType, friendlyUniqueId } = resource;
    const owner = ownerOf(resource, around);
    const name = this.texts.text(attributes[type.name]);
    this.addresses.set(`${terraformResourceType}.${friendlyUniqueId}`, owner);
    this.tokens.push({
      owner,
      type: terraformResourceType,
      name,
      environment,
      lasts: !isEphemeral(resource),
    });
    // A resource that was there before its rotation has that inside.
    const rotating = around ?? resource.node.children.map(rotatingConstruct).find((each) => each);
    if (environment) {
      const governed = { environment, resource, attributes, name, rotating, now: this.now };
      for (const { id, text } of policyFindings(governed)) this.add(id, owner, text, '');
    }
    // A slot takes its expiry from its rotation: the one place where no secret can be, and the likeliest reference.
    return type.expiry && rotating ? { ...attributes, [type.expiry]: undefined } : attributes;
  }

  private surveyBlock(
    element: TerraformResource | TerraformDataSource,
    attributes: Attributes,
    place: Place,
  ): void {
    const { file_permission: permission } = attributes;
    const isPrivate = typeof permission === 'string' && /^0?[0-7]00$/.test(permission);
    const within = isPrivate ? inPrivateFile : place.monitored ? inMonitor : (sink?: Sink) => sink;
    this.visit(element, attributes, (path) => within(sinkOf(element, path)));
  }

  private surveyProvisioners(resource: TerraformResource): void {
    if (!resource.provisioners) return;
    this.visit(resource, { provisioner: resource.provisioners }, (path) => sinkOf(resource, path));
    this.texts.visit(resource.provisioners, (text) => {
      for (const { id, text: message } of ownSecret(resource, text)) this.add(id, resource, message);
    });
  }

  private surveyOutput(output: TerraformOutput): void {
    const [attributes] = Object.values((fragmentOf(output).output ?? {}) as Record<string, Attributes>);
    const shown = isShown(output, attributes) ? OUTPUT : undefined;
    this.visit(output, attributes, () => shown);
  }

  /** What was written over the whole configuration: `output.<name>.value`, `resource.<type>.<name>.<attribute>`. */
  private surveyOverrides(): void {
    const overrides = rawOverridesOf(this.stack);
    const outputs = overrides.output as Record<string, Attributes> | undefined;
    this.visit(this.stack, overrides, ([kind, type, , ...path]) => {
      if (kind === 'output') return outputs?.[type]?.sensitive === true ? undefined : OUTPUT;
      return kind === 'resource' || kind === 'data'
        ? sinkOf({ terraformResourceType: type }, path)
        : undefined;
    });
  }

  private surveyProvider(provider: TerraformProvider): void {
    this.visit(provider, attributesOf(provider), (path, text) => {
      const name = path.join('.');
      if (CREDENTIAL.test(name) && !NO_CREDENTIAL.test(name) && text !== '') {
        const what = `${provider.terraformResourceType}.${name}`;
        this.credentials.push({ at: provider, what, key: `${what} ${text}` });
      }
      return undefined;
    });
  }

  /** cdktf writes a provider down by its name, whatever stack it is in. */
  private surveyProviderOf(resource: TerraformResource): void {
    const { provider } = resource;
    if (!provider || provider.cdktfStack === this.stack) return;
    const what = provider.terraformResourceType;
    this.credentials.push({ at: resource, what, key: `provider ${provider.node.path}` });
  }

  private surveyBackend(backend: TerraformBackend): void {
    this.visit(backend, fragmentOf(backend), () => undefined);
    const { backend: block } = fragmentOf(backend).terraform as { backend: Record<string, Attributes> };
    const [[type, config]] = Object.entries(block);
    this.backends.push({ at: backend, what: type, key: this.placeOf(type, config) });
  }

  private surveyRemoteState(state: TerraformRemoteState): void {
    if (state.node.id.startsWith(CROSS_STACK_INPUT)) return;
    const fragment = fragmentOf(state) as {
      data: { terraform_remote_state: Record<string, { backend: string; config: Attributes }> };
    };
    const [{ backend, config }] = Object.values(fragment.data.terraform_remote_state);
    this.remoteStates.push({ at: state, what: backend, key: this.placeOf(backend, config) });
  }

  private placeOf(type: string, config: Attributes): string {
    const resolved = this.texts.resolve(config) as Record<string, unknown>;
    const place = PLACES.filter((key) => resolved[key] !== undefined).map((key) => [key, resolved[key]]);
    const given = Object.fromEntries(place) as Record<string, unknown>;
    if (type === 'local' && typeof given.path === 'string') given.path = this.absolute(given.path);
    return `${type} ${JSON.stringify(given)}`;
  }

  /** A relative path counts from the stack’s own folder, which two stacks do not share. */
  private absolute(path: string): string {
    if (path.startsWith('/')) return path;
    const folder = ['stacks', this.stack.node.path];
    const parts = path.split('/').filter((part) => part !== '.' && part !== '');
    while (parts[0] === '..' && folder.length > 0) {
      parts.shift();
      folder.pop();
    }
    return ['.', ...folder, ...parts].join('/');
  }

  /** Visits every text of an element: what it shows, and what it refers to. */
  private visit(
    at: IConstruct,
    value: unknown,
    sinkAt: (path: readonly string[], text: string) => Sink | undefined,
  ): void {
    this.texts.visit(value, (text, path) => {
      const leaks = leaksIn(text, path, sinkAt(path, text), this.secrets);
      for (const { id, text: message } of leaks) this.add(id, at, message);
      if (isTemplate(text)) this.refer(at, text);
    });
  }

  private refer(at: IConstruct, text: string): void {
    for (const { address } of tokenReferences(text)) this.references.push({ at, to: address });
    if (this.inputs.size === 0) return;
    for (const [, input, to] of text.matchAll(REMOTE)) {
      const stack = this.inputs.get(input);
      if (stack !== undefined) this.references.push({ at, to, stack });
    }
  }
}
