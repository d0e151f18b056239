import { describe, expect, it } from '@jest/globals';
import { defineConfig, istio } from '../../src/config/index.ts';
import { validateConfig } from '../../src/config/validate.ts';

const SPAN = { file: 'meshwright.config.ts', line: 3, column: 16 };
const DEV = { environment: 'dev', cluster: 'dev', backends: [istio({ version: '1.31' })] } as const;

function problems(value: unknown) {
  const { result, diagnostics } = validateConfig(value, SPAN);
  expect(result).toBeUndefined();
  return diagnostics.map(({ code, message, span, help }) => ({
    said: `${code} ${message}`,
    at: span?.at?.slice(1).join('/'),
    ...(help && { help }),
  }));
}

describe('a configuration', () => {
  it('gets its defaults', () => {
    const config = defineConfig({ targets: { dev: DEV } });
    expect(validateConfig(config, SPAN)).toEqual({
      result: {
        policies: 'policies/index.ts',
        out: 'out',
        deadline: 30,
        targets: { dev: { ...DEV, values: {} } },
      },
      diagnostics: [],
    });
  });

  it('may give policies values of its own', () => {
    const values = { region: 'eu', zones: ['a', { b: null }], replicas: 2 };
    expect(validateConfig({ targets: { dev: { ...DEV, values } } }, SPAN).result?.targets.dev?.values).toEqual(values);
  });

  it('refuses unknown keys with what was probably meant, all at once', () => {
    const target = {
      ...DEV,
      enviroment: 'dev',
      backends: [{ backend: 'istio', options: { version: '1.31', verison: 'x' } }],
    };
    expect(problems({ polices: 'x', targets: { dev: target } })).toEqual([
      {
        said: 'MW0002 `targets.dev.backends[0].options` cannot say `verison`',
        at: 'targets/dev/backends/0/options/verison',
        help: 'did you mean `version`?',
      },
      {
        said: 'MW0002 `targets.dev` cannot say `enviroment`',
        at: 'targets/dev/enviroment',
        help: 'did you mean `environment`?',
      },
      { said: 'MW0002 the configuration cannot say `polices`', at: 'polices', help: 'did you mean `policies`?' },
    ]);
  });

  it('takes a misspelt key for one mistake, not two', () => {
    const { cluster: _, ...rest } = DEV;
    expect(problems({ targets: { dev: { ...rest, clutser: 'dev' } } })).toEqual([
      { said: 'MW0002 `targets.dev` cannot say `clutser`', at: 'targets/dev/clutser', help: 'did you mean `cluster`?' },
    ]);
  });

  it('names what is missing', () => {
    expect(problems({})).toEqual([{ said: 'MW0002 the configuration does not say its `targets`', at: '' }]);
    expect(problems({ targets: { dev: { environment: 'dev', backends: DEV.backends } } })).toEqual([
      { said: 'MW0002 `targets.dev` does not say its `cluster`', at: 'targets/dev' },
    ]);
  });

  it.each([
    [undefined, 'the configuration must be what `defineConfig` returns'],
    [[], 'the configuration must be what `defineConfig` returns'],
    [{ targets: {} }, '`targets` must name at least one target'],
    [{ targets: { dev: { ...DEV, backends: [] } } }, '`targets.dev.backends` must name at least one backend'],
    [
      { targets: { dev: { ...DEV, backends: [...DEV.backends, ...DEV.backends] } } },
      '`targets.dev.backends` must not name a backend twice',
    ],
    [
      { targets: { dev: { ...DEV, backends: ['istio'] } } },
      '`targets.dev.backends[0]` must come from a function of `meshwright/config`, such as `istio`',
    ],
    [
      { targets: { dev: { ...DEV, backends: [istio({ version: '1.9' as '1.31' })] } } },
      '`targets.dev.backends[0].options.version` must be a version that meshwright knows: 1.31',
    ],
    [{ targets: { dev: { ...DEV, environment: '' } } }, '`targets.dev.environment` must not be empty'],
    [{ targets: { dev: { ...DEV, cluster: 3 } } }, '`targets.dev.cluster` must be a string'],
    [{ targets: { dev: { ...DEV, values: { f: () => 1 } } } }, '`targets.dev.values.f` must be plain data'],
    [{ targets: { dev: DEV }, deadline: 0 }, '`deadline` must be more than zero'],
    [{ targets: { dev: DEV }, deadline: '5' }, '`deadline` must be a number of seconds'],
    [{ targets: { dev: DEV }, deadline: Number.NaN }, '`deadline` must be a number of seconds'],
    [{ targets: { dev: DEV }, deadline: 1e9 }, '`deadline` must be at most 3600'],
    [{ targets: { dev: DEV }, out: './' }, '`out` must be a folder of its own'],
    [{ targets: { dev: DEV }, out: './policies/' }, '`out` must not hold the policies'],
    [{ targets: { dev: DEV, ['__proto__']: DEV } }, 'a target cannot be called `__proto__`'],
  ])('%j is refused', (value, said) => {
    expect(problems(value).map((problem) => problem.said)).toEqual([`MW0002 ${said}`]);
  });

  it.each(['/etc', '../up', 'a/../../b', 'C:/x', 'a\\b', '\\\\host\\share'])(
    'the path %j leaves the project',
    (path) => {
      const said = (field: string) => `MW0003 \`${field}\` must be a path inside the project: relative, without \`..\``;
      for (const field of ['out', 'policies']) {
        expect(problems({ targets: { dev: DEV }, [field]: path }).map((problem) => problem.said)).toEqual([
          said(field),
        ]);
      }
    },
  );

  it.each(['Dev', 'a/b', '..', '', 'a_b', '-a', 'a-', '評', 'x'.repeat(64), 'gitops'])(
    '%j is no target name',
    (name) => {
      expect(problems({ targets: { [name]: DEV } })).toEqual([
        { said: expect.stringMatching(/^MW0002 the target name `.*` (must|is)/), at: `targets/${name}` },
      ]);
    },
  );

  it.each(['a', '0', 'prod-eu', 'x'.repeat(63)])('%j is a target name', (name) => {
    expect(validateConfig({ targets: { [name]: DEV } }, SPAN).diagnostics).toEqual([]);
  });
});
