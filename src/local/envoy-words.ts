/** A line of Envoy's log: `[2026-01-01 00:00:00.000][1][error][main] [source.cc:1] words`. */
const LOGGED = /^\[[^\]]*\]\[\d+\]\[(\w+)\]\[\w+\] (?:\[[^\]]*\] ?)?(.*)$/;

/** What a crash leaves in the log: where it was is for those who work on Envoy. */
const BACKTRACE = /^(?:#\d+:|Backtrace|Envoy version:|Address mapping:)/;

/** What its library of messages puts before one, for nobody to read a program's meaning into it. */
const MARK = /goo\.gle\/debug\w+\s*(?:: )?/g;

const LONGEST = 600;

interface Message {
  readonly level: string;
  readonly words: string;
}

/** What Envoy says last is why it ended: an error before anything else, and no backtrace. */
export function lastWords(log: string): string {
  const all = messages(log);
  const grave = all.filter(({ level }) => level === 'error' || level === 'critical');
  const crash = grave.find(({ words }) => words.startsWith('Caught '));
  return (crash ?? grave.at(-1) ?? all.at(-1))?.words.slice(0, LONGEST) ?? '';
}

/** Why it did not take a config that it follows, if so. */
export function refusal(log: string): string | undefined {
  for (const { words } of messages(log)) {
    const refused = /config (?:update )?rejected: (.*)/.exec(words)?.[1];
    if (refused !== undefined) return refused.slice(0, LONGEST);
  }
  return undefined;
}

/** What it logged: a message can be of several lines, as one that quotes a config is. */
function messages(log: string): readonly Message[] {
  const found: { level: string; lines: string[] }[] = [];
  for (const line of log.trim().split('\n')) {
    const [, level = '', words = line] = LOGGED.exec(line) ?? [];
    const begins = level !== '' || found.length === 0;
    if (BACKTRACE.test(words.trim())) continue;
    if (begins) found.push({ level, lines: [words] });
    else found.at(-1)!.lines.push(words);
  }
  return found
    .map(({ level, lines }) => ({ level, words: lines.join('\n').replace(MARK, '').replace(/\s+/g, ' ').trim() }))
    .filter(({ words }) => words !== '');
}
