import { block, Blocks, BlockShape, labeled, refined } from './block-shape';
import { constant, expression, reference } from './expression';
import { Kind, ProviderShapes } from './provider-shapes';

/**
 * A whole configuration, as the documentation of Terraform's JSON configuration syntax describes it, in the
 * order in which people write one. What is inside of resources and providers is for the providers to say.
 */
export function configuration(providers: ProviderShapes): Readonly<Record<string, Blocks>> {
  const defined = (kind: Kind, type: string) => withDynamicBlocks(providers.of(kind, type));
  const resources = (kind: keyof typeof META): Blocks => ({
    labels: 2,
    shape: ([type]) => refined(refined(TIMEOUTS, defined(kind, type)), META[kind]),
  });
  return {
    terraform: block(TERRAFORM),
    variable: labeled(1, VARIABLE),
    locals: block(),
    provider: { labels: 1, shape: ([name]) => refined(defined('provider', name), PROVIDER) },
    moved: block({ arguments: { from: reference, to: reference } }),
    removed: block(REMOVED),
    import: block({ arguments: { to: reference, provider: reference } }),
    data: resources('data'),
    ephemeral: resources('ephemeral'),
    resource: resources('resource'),
    module: labeled(1, MODULE),
    check: labeled(1, { blocks: { data: resources('data'), assert: block() } }),
    output: labeled(1, OUTPUT),
  };
}

/** Terraform itself makes blocks of `dynamic "name" { content {} }`, at any depth. */
function withDynamicBlocks(shape: BlockShape): BlockShape {
  const blocks: Record<string, Blocks> = {};
  for (const [name, { labels, shape: inner }] of Object.entries(shape.blocks ?? {})) {
    blocks[name] = { labels, shape: (given) => withDynamicBlocks(inner(given)) };
  }
  const dynamic: Blocks = {
    labels: 1,
    shape: ([name]) => ({
      blocks: { content: blocks[name] ?? block() },
      arguments: { iterator: reference },
    }),
  };
  return refined({ blocks: { dynamic } }, { ...shape, blocks });
}

const CONDITION = block();
const CONNECTION = block();
const PROVISIONER = labeled(1, {
  blocks: { connection: CONNECTION },
  arguments: { when: reference, on_failure: reference },
});
const LIFECYCLE = block({
  blocks: { precondition: CONDITION, postcondition: CONDITION },
  arguments: { ignore_changes: reference, replace_triggered_by: reference },
});

const OF_ALL: BlockShape = {
  blocks: { lifecycle: LIFECYCLE },
  arguments: { count: expression, for_each: expression, provider: reference, depends_on: reference },
};
const META = {
  data: OF_ALL,
  ephemeral: OF_ALL,
  resource: refined(OF_ALL, { blocks: { connection: CONNECTION, provisioner: PROVISIONER } }),
};
/** A block, in nearly all providers; where it is an attribute, that is known from the provider. */
const TIMEOUTS: BlockShape = { blocks: { timeouts: block() } };

const PROVIDER: BlockShape = { arguments: { alias: constant, version: constant } };
const VARIABLE: BlockShape = {
  blocks: { validation: CONDITION },
  arguments: { type: reference, default: constant, description: constant },
};
const OUTPUT: BlockShape = {
  blocks: { precondition: CONDITION },
  arguments: { description: constant, depends_on: reference },
};
const MODULE: BlockShape = {
  arguments: { source: constant, version: constant, providers: reference, depends_on: reference },
};
const REMOVED: BlockShape = {
  blocks: { lifecycle: block(), connection: CONNECTION, provisioner: PROVISIONER },
  arguments: { from: reference },
};
/** Backends that have blocks inside. */
const BACKENDS: Readonly<Record<string, BlockShape>> = {
  remote: { blocks: { workspaces: block() } },
  kubernetes: { blocks: { exec: block() } },
  cos: { blocks: { assume_role: block() } },
};
const TERRAFORM: BlockShape = {
  blocks: {
    required_providers: block({ otherwise: constant }),
    // Their arguments are expressions: Terraform takes none there, but OpenTofu does.
    backend: { labels: 1, shape: ([name]) => BACKENDS[name] ?? {} },
    cloud: block({ blocks: { workspaces: block() } }),
    provider_meta: labeled(1),
  },
  arguments: { required_version: constant, experiments: reference },
};
