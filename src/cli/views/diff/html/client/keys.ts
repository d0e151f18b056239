/** `/` goes to the search, Escape out of it. Letters that are typed into a field are that field's. */
export function shortcuts(): void {
  addEventListener('keydown', (event) => {
    const search = document.getElementById('search') as HTMLInputElement | null;
    const { target, key } = event;
    if (search === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === '/' && !(target instanceof HTMLElement && target.matches('input, select, textarea'))) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (key === 'Escape' && target === search) {
      search.value = '';
      search.dispatchEvent(new Event('input'));
      search.blur();
    }
  });
}
