import {
  AttributePath,
  boolAttribute,
  Config,
  DataSource,
  defineSchema,
  listAttribute,
  mapAttribute,
  Operation,
  State,
  stringAttribute,
  Validator,
} from '../../framework';

const isRegex: Validator = (value, report) => {
  try {
    new RegExp(value as string);
  } catch (error) {
    report('Invalid regex', `Invalid regex provided: ${(error as Error).message}`);
  }
};

const isCase: Validator = (value, report) => {
  if (value !== 'upper' && value !== 'lower') {
    report('Invalid transformation', `"upper" or "lower" is needed, got ${JSON.stringify(value)}.`);
  }
};

const FILTERS = ['keys', 'prefix', 'regex'] as const;

const schema = defineSchema({
  version: 1,
  description:
    'Environment variables of the process that runs Terraform, as the provider sees them. One of `keys`, ' +
    '`prefix` and `regex` selects; without any, all are selected.\n\n' +
    'What is read ends up in the state, so secrets are kept apart. A variable counts as secret when it is ' +
    'listed in `sensitive_keys`, when its name looks so (`..._TOKEN`, `..._SECRET`, `..._PASSWORD`, ' +
    '`..._API_KEY` and the like) or its value is a URL with a password. Secret ones are never in `values`; and ' +
    'one that only looks secret is read only when `keys`, `prefix` or `regex` selects it. (pyvider’s own ' +
    'data source puts the whole environment into the state, not marked sensitive.) The variables that ' +
    'Terraform itself hands to a plugin are left out.',
  attributes: {
    keys: listAttribute<string>('string', {
      optional: true,
      description: 'Names of variables, exactly as they are. Those that do not exist are left out.',
    }),
    prefix: stringAttribute({ optional: true, description: 'What the names start with.' }),
    regex: stringAttribute({
      optional: true,
      description: 'A regular expression (of JavaScript’s form) that matches from the start of a name.',
      validators: [isRegex],
    }),
    exclude_empty: boolAttribute({
      optional: true,
      description: 'Leave out variables that are empty. On by default.',
    }),
    case_sensitive: boolAttribute({
      optional: true,
      description: 'Whether `prefix` and `regex` tell capitals from small letters. On by default.',
    }),
    transform_keys: stringAttribute({
      optional: true,
      description: '`upper` or `lower`: how the names are written in the results.',
      validators: [isCase],
    }),
    transform_values: stringAttribute({
      optional: true,
      description: '`upper` or `lower`: how the values are written in the results.',
      validators: [isCase],
    }),
    sensitive_keys: listAttribute<string>('string', {
      optional: true,
      description:
        'Names, as `transform_keys` writes them, of variables that are secret. They select nothing by themselves.',
    }),
    values: mapAttribute<string>('string', {
      computed: true,
      description: 'The selected variables that are not secret.',
    }),
    sensitive_values: mapAttribute<string>('string', {
      computed: true,
      sensitive: true,
      description: 'The selected variables that are secret.',
    }),
    all_values: mapAttribute<string>('string', {
      computed: true,
      sensitive: true,
      description: 'All selected variables.',
    }),
    all_environment: mapAttribute<string>('string', {
      computed: true,
      sensitive: true,
      description:
        'The whole environment, untransformed and with empty ones, but for what looks secret: of that only ' +
        'what is in `all_values`.',
    }),
  },
});
type EnvVariables = typeof schema;

const NAMES_A_SECRET =
  /token|secret|passw|passphrase|credential|authorization|cookie|signature|api_?key|access_?key|(^|_)(auth|key|pat)(_|$)|_(pw|pwd)$/i;
const HOLDS_A_PASSWORD = /:\/\/[^/\s@]*:[^/\s@]+@/;

/** What Terraform says to its plugins. Its certificate is another one in each run, so no plan would settle. */
const OF_THE_PLUGIN = /^(PLUGIN_|TF_PLUGIN_)/;

/** Data source `pyvider_env_variables`. */
export class EnvVariablesDataSource implements DataSource<EnvVariables> {
  public readonly typeName = 'pyvider_env_variables';
  public readonly schema = schema;

  public constructor(private readonly env: NodeJS.ProcessEnv) {}

  public validate(config: Config<EnvVariables>, { diagnostics }: Operation): void {
    const given = FILTERS.filter((filter) => config[filter] !== null);
    if (given.length > 1) {
      diagnostics.error(
        'More than one filter',
        `Only one of 'keys', 'prefix', or 'regex' can be specified, got ${given.join(' and ')}.`,
        AttributePath.of(given[1]),
      );
    }
  }

  public async read(config: State<EnvVariables>): Promise<State<EnvVariables>> {
    const isSelected = selector(config);
    const isFiltered = FILTERS.some((filter) => config[filter] !== null);
    const rename = transformer(config.transform_keys);
    const rewrite = transformer(config.transform_values);
    const declared = new Set(config.sensitive_keys ?? []);

    const values = emptyMap();
    const sensitiveValues = emptyMap();
    const allEnvironment = emptyMap();
    for (const [name, value] of this.variables()) {
      const key = rename(name);
      const suspect = looksSecret(name, value);
      const askedFor = isFiltered || declared.has(key);
      const selected = isSelected(name) && (askedFor || !suspect);
      if (selected || !suspect) allEnvironment[name] = value;
      if (!selected || (value === '' && config.exclude_empty !== false)) continue;
      (suspect || declared.has(key) ? sensitiveValues : values)[key] = rewrite(value);
    }
    return {
      ...config,
      values,
      sensitive_values: sensitiveValues,
      all_values: Object.assign(emptyMap(), values, sensitiveValues),
      all_environment: allEnvironment,
    };
  }

  /** In the order of their names, so that of two that come out under one name always the same one wins. */
  private variables(): [name: string, value: string][] {
    return Object.entries(this.env)
      .filter((entry): entry is [string, string] => entry[1] !== undefined && !OF_THE_PLUGIN.test(entry[0]))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

function selector(config: State<EnvVariables>): (name: string) => boolean {
  const { keys, prefix, regex, case_sensitive: caseSensitive } = config;
  if (keys !== null) {
    const wanted = new Set(keys);
    return (name) => wanted.has(name);
  }
  const fold = caseSensitive === false ? (text: string) => text.toLowerCase() : (text: string) => text;
  if (prefix !== null) return (name) => fold(name).startsWith(fold(prefix));
  if (regex !== null) {
    const expression = new RegExp(regex, caseSensitive === false ? 'i' : '');
    return (name) => expression.exec(name)?.index === 0;
  }
  return () => true;
}

function transformer(transformation: string | null): (text: string) => string {
  if (transformation === 'upper') return (text) => text.toUpperCase();
  if (transformation === 'lower') return (text) => text.toLowerCase();
  return (text) => text;
}

function looksSecret(name: string, value: string): boolean {
  return NAMES_A_SECRET.test(name) || HOLDS_A_PASSWORD.test(value);
}

/** Without a prototype: a variable may be called `__proto__`. */
function emptyMap(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}
