import {
  ITerraformDependable,
  TerraformElement,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { CompanionEngine } from './companion-engine';
import { Engine } from './engine';
import { ForecastOptions, RotationForecast } from './forecast';
import { PortableEngine } from './portable-engine';
import { Reference } from './reference';
import { RotationEngine } from './rotation-engine';
import { RotationSchedule } from './rotation-schedule';
import { Rotation } from '../bindings';
import { Findings } from '../findings';
import { LifetimeLimits, TokenSlot } from '../token-blueprint';

/** What `RotatingTokenProps` and `RotatedResourceProps` have in common. */
export interface RotatingProps {
  /** When to rotate. */
  readonly rotation: RotationSchedule;

  /**
   * What decides, at each plan, which slots are issued again.
   *
   * @default RotationEngine.COMPANION
   */
  readonly engine?: RotationEngine;

  /**
   * Any text. Changing it rotates once at the next apply, without moving the boundaries: for somebody
   * who held the token and has left. Everybody else keeps their overlap.
   *
   * @default - rotates by the schedule only
   */
  readonly rotateNow?: string;

  /**
   * Any text. Changing it reissues every slot at the next apply, with no overlap: a token has leaked.
   *
   * @default - nothing is revoked ahead of time
   */
  readonly revokeNow?: string;

  /**
   * The companion provider of the rotation, and of tokens whose blueprint names no other.
   *
   * @default - the stack's companion provider
   */
  readonly provider?: TerraformProvider;
}

/** What `RotatingToken` and `RotatedResource` have in common: slots that are issued again in turn. */
export abstract class RotatingBase extends Construct {
  /** The schedule. */
  public readonly schedule: RotationSchedule;

  /** @internal */
  protected readonly _engine: Engine;

  private readonly provider?: TerraformProvider;
  private readonly stack: TerraformStack;
  private readonly held: (TerraformResource | undefined)[] = [];
  private readonly counted: TerraformResource[] = [];

  constructor(scope: Construct, id: string, props: RotatingProps) {
    super(scope, id);
    const { rotation: schedule, engine, rotateNow, revokeNow, provider } = props;
    this.schedule = schedule;
    this.stack = TerraformStack.of(this);
    this.provider = provider;
    const TheEngine = engine === RotationEngine.PORTABLE ? PortableEngine : CompanionEngine;
    this._engine = new TheEngine(this, { schedule, rotateNow, revokeNow, provider });
    this.node.addValidation({ validate: () => this._findings() });
  }

  /**
   * A number that grows with each rotation: for what has to notice one, such as a write-only attribute's version. By
   * one with each slot that is issued; with the portable engine it is the time of the last issue, in milliseconds since 1970.
   */
  public get serial(): number {
    return Reference.number(this._engine.attribute('serial'), this.stack);
  }

  /** How many boundaries had passed since the anchor when it last rotated. */
  public get generation(): number {
    return Reference.number(this._engine.attribute('generation'), this.stack);
  }

  /** When the current slot was issued, RFC 3339. */
  public get rotatedAt(): string {
    return Reference.text(this._engine.attribute('rotated_at'), this.stack);
  }

  /** When the next rotation falls due, RFC 3339. */
  public get nextRotationAt(): string {
    return Reference.text(this._engine.attribute('next_rotation_at'), this.stack);
  }

  /**
   * The next rotations, by the arithmetic that rotates: nothing asks Terraform or a clock.
   *
   * @param options from when on, and how many
   */
  public forecast(options: ForecastOptions): RotationForecast {
    return this.schedule.forecast({ path: this.node.path, ...options });
  }

  /**
   * The `tokens_rotation` that decides which slot is replaced and when.
   *
   * @throws with the portable engine, which has none
   */
  public get rotation(): Rotation {
    if (this._engine instanceof CompanionEngine) return this._engine.resource;
    throw new Error(
      `${this.node.path} has no tokens_rotation, since its engine is RotationEngine.PORTABLE: ask it for what you ` +
        `need, such as serial, or leave engine out`,
    );
  }

  /**
   * What is replaced in turn.
   *
   * @internal
   */
  public get _resources(): TerraformResource[] {
    return this.held.flatMap((resource) => resource ?? []);
  }

  /**
   * Makes what each slot holds.
   *
   * @internal
   */
  protected _issueSlots<T>(make: (id: string, slot: TokenSlot) => [T, TerraformResource | undefined]): T[] {
    const { schedule, provider, stack, _engine: engine } = this;
    return Array.from({ length: schedule._slotCount }, (_, index) => {
      const [made, resource] = make(`Slot${index}`, {
        index,
        // Read by few blueprints, so that most never make these references.
        get issuedAt() {
          return Reference.text(engine.slotAttribute('issued_at', index), stack);
        },
        get expiresAt() {
          return Reference.text(engine.slotAttribute('expires_at', index), stack);
        },
        longestLife: schedule._longestLife,
        provider,
      });
      this.held.push(resource);
      if (resource) this.replaceWithSlot(resource, index);
      return made;
    });
  }

  /**
   * What is wrong with it.
   *
   * @internal
   */
  protected _findings(limits?: LifetimeLimits): Findings {
    return [
      ...this.schedule._findings(limits),
      ...this._engine.findings(),
      ...this.held.flatMap((resource, index) =>
        resource
          ? this.replacementFindings(resource, index)
          : [
              `the blueprint made no Terraform resource for slot ${index}, so that nothing would be replaced: let ` +
                `issue(scope, id, slot) make the token's resource in scope under id ("Slot${index}"), or a construct ` +
                `that has it as its default child`,
            ],
      ),
    ];
  }

  /** Raw addresses: Terraform refuses the "${...}" that cdktf makes of a construct here. */
  private replaceWithSlot(resource: TerraformResource, index: number): void {
    resource.lifecycle = {
      ...resource.lifecycle,
      replaceTriggeredBy: [
        ...(resource.lifecycle?.replaceTriggeredBy ?? []),
        ...this._engine.triggersOf(index),
      ],
    };
    if (this.schedule.revokePreviousAfter) {
      if (resource.count !== undefined || resource.forEach) this.counted.push(resource);
      const active = this._engine.slotAttribute('active', index);
      resource.count = Reference.number(`${active} ? 1 : 0`, this.stack);
    }
  }

  private replacementFindings(resource: TerraformResource, index: number): Findings {
    const { path } = resource.node;
    const triggers = resource.lifecycle?.replaceTriggeredBy ?? [];
    const found = triggers.flatMap((trigger) => triggerFindings(resource, trigger));
    const other = this.held.indexOf(resource);
    if (other < index) {
      return [
        `slot ${index} has the same resource as slot ${other} (${path}), and would not outlive it: let ` +
          `issue(scope, id, slot) make one of its own, or give the schedule slots: 1, which replaces it in place`,
      ];
    }
    if (this.counted.includes(resource)) {
      found.push(
        `${path} has a count or forEach of its own, but with revokePreviousAfter its count says whether it is there: ` +
          `leave one of the two out`,
      );
    }
    if (!this._engine.triggersOf(index).every((trigger) => triggers.includes(trigger))) {
      found.push(
        `the lifecycle of ${path} was set after it was issued, so that it is no longer replaced with ` +
          `its slot: set it in the blueprint, or keep the replaceTriggeredBy that is there`,
      );
    }
    if (createsBeforeDestroy(resource)) {
      const gap =
        this.held.length > 1
          ? 'since the other slot covers the gap'
          : 'and where that leaves a gap, make slots 2';
      found.push(
        `${path} has createBeforeDestroy: where its create fails, Terraform keeps the old one, while the rotation has ` +
          `gone on, and never tries again: leave createBeforeDestroy out, ${gap}`,
      );
    }
    return found;
  }
}

/** The Terraform resource of a construct, if it is one or has one as its default child. */
export function resourceOf(construct?: IConstruct): TerraformResource | undefined {
  if (!construct || TerraformResource.isTerraformResource(construct)) return construct;
  return resourceOf(construct.node.defaultChild);
}

/** As it is synthesized: what is written over it counts more. */
function createsBeforeDestroy(resource: TerraformResource): boolean {
  const { rawOverrides } = resource as unknown as {
    rawOverrides: { lifecycle?: { create_before_destroy?: boolean } };
  };
  return rawOverrides.lifecycle?.create_before_destroy ?? resource.lifecycle?.createBeforeDestroy ?? false;
}

function triggerFindings(resource: TerraformResource, trigger: string | ITerraformDependable): Findings {
  const isText = typeof trigger === 'string' && !Token.isUnresolved(trigger);
  if (isText && !trigger.includes('${')) return [];
  const isResource = TerraformResource.isTerraformResource(trigger);
  const given = isText
    ? JSON.stringify(trigger)
    : TerraformElement.isTerraformElement(trigger)
      ? trigger.node.path
      : 'a reference';
  const right = isResource
    ? `${trigger.terraformResourceType}.${trigger.friendlyUniqueId}`
    : 'terraform_data.key';
  return [
    `replaceTriggeredBy of ${resource.node.path} has ${given}, which becomes "\${...}", and Terraform refuses that: give ` +
      `the address as a plain text, such as "${right}"`,
  ];
}
