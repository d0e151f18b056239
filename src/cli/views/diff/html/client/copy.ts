import { button } from './dom.ts';

/** Copies a text; where the browser does not let a page do that, the text is selected, ready to be copied. */
export function copyButton(
  text: string,
  what: string,
  source: HTMLElement,
  announce: (text: string) => void,
): HTMLButtonElement {
  const made = button(
    { class: 'small' },
    async () => {
      const copied = await write(text);
      if (!copied) getSelection()?.selectAllChildren(source);
      made.textContent = copied ? 'Copied' : 'Selected';
      announce(copied ? `${what} copied` : `${what} selected`);
      setTimeout(() => {
        made.textContent = 'Copy';
      }, 2_000);
    },
    'Copy',
  );
  made.setAttribute('aria-label', `Copy ${what}`);
  return made;
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
