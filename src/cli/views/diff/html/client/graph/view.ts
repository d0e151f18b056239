import type { Context } from '../context.ts';
import { button, counted, el, setAttributes } from '../dom.ts';
import { filterKey, type State } from '../state.ts';
import { controls, legend } from './controls.ts';
import { drawn, measure, sizeOf } from './draw.ts';
import { type Drawing, folded, isDense, thinned, type Unit } from './fold.ts';
import { roving } from './keys.ts';
import { placed } from './layout.ts';
import { edgeList } from './list.ts';
import { matrix } from './matrix.ts';
import { focusText, type Part, partOf } from './scope.ts';
import { drawingText, labelsOf, unitText } from './words.ts';
import { zoomable } from './zoom.ts';

export interface GraphView {
  readonly element: HTMLElement;
  /** Draws it though it is not looked at. */
  readonly draw: () => void;
}

/** Who reaches whom, drawn when it is looked at. */
export function graphView(context: Context): GraphView {
  const { data, index, store, found } = context;
  const canvas = el('div', { class: 'canvas' });
  const note = el('p', { class: 'muted graph-note' });
  const list = el('div', {});
  const zoom = el('div', { class: 'zoom' });
  const width = measure();
  let shown = '';
  const draw = (atOnce: boolean) => {
    const state = store.get();
    const key = JSON.stringify([filterKey(state), state.scope, state.focus]);
    if (key === shown) return;
    shown = key;
    const part = partOf(data, index, state, found());
    const all = state.scope === 'mesh' && state.focus === '';
    const whole = folded(data, part, { core: state.focus === '' });
    const dense = isDense(whole, { all });
    const drawing = dense ? whole : thinned(whole, part);
    note.textContent = noteOf(drawing, dense, state, context);
    list.replaceChildren();
    if (atOnce) drawList(part);
    else
      soon(() => {
        if (shown === key) drawList(part);
      });
    const { scroller, buttons } =
      drawing.units.length === 0
        ? { scroller: nothing(context), buttons: [] }
        : dense
          ? { scroller: matrix(drawing, context), buttons: [] }
          : picture(drawing, context, width);
    zoom.replaceChildren(...buttons);
    canvas.replaceChildren(scroller);
  };
  const drawList = (part: Part) => {
    list.replaceChildren(...(part.edges.length === 0 ? [] : [edgeList(part, context)]));
  };
  store.watch((now, before) => {
    if (now.view !== 'graph') return;
    // Letters are shown before what is found by them.
    if (before?.view === 'graph' && now.query !== before.query) soon(() => draw(false));
    else draw(false);
  });
  const parts = [controls(context, zoom), note, canvas, legend(context), list];
  return { element: el('section', { class: 'graph-view', 'aria-label': 'graph' }, ...parts), draw: () => draw(true) };
}

/** After what was done is seen. */
function soon(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work));
}

function picture(drawing: Drawing, context: Context, width: ReturnType<typeof measure>) {
  const labels = labelsOf(drawing, context.data);
  const labelWidth = labels.reduce((most, label) => Math.max(most, label === '' ? 0 : width(label, '600 11.5px')), 0);
  const sizes = drawing.units.map((unit) => sizeOf(unit, width));
  const layout = placed(drawing, sizes, labelWidth);
  const summary = drawingText(drawing);
  const { element, nodes } = drawn(drawing, layout, labels, summary);
  for (const [i, node] of nodes.entries())
    setAttributes(node, { 'aria-description': unitText(drawing.units[i]!, i, drawing) });
  roving(nodes, layout.boxes, (i) => choose(drawing.units[i]!, context));
  context.announce(summary);
  return zoomable(element, layout);
}

/** Whoever chose a box by a key is on that box again. */
function choose({ id, name }: Unit, { store }: Context): void {
  store.set({ focus: id });
  const nodes = [...document.querySelectorAll<SVGGElement>('.graph .node')];
  (nodes.find((node) => node.querySelector('title')?.textContent === name) ?? nodes[0])?.focus();
}

function noteOf({ units, left }: Drawing, dense: boolean, { focus }: State, { data }: Context): string {
  const isFolded = units.some(({ kind }) => kind === 'namespace');
  const missing = [
    ...(left.units > 0 ? [counted(left.units, 'box', 'boxes')] : []),
    ...(left.links > 0 ? [counted(left.links, 'line')] : []),
  ];
  return [
    ...(focus === '' ? [] : [`Only the calls ${focusText(data, focus)}.`]),
    ...(dense ? ['Rows call columns; a number says how many pairs of caller and destination.'] : []),
    ...(isFolded ? ['Services are drawn by namespace where there are many: choose one to see them.'] : []),
    ...(missing.length > 0 ? [`There is no room for ${missing.join(' and ')}: the list below has them.`] : []),
  ].join(' ');
}

function nothing({ data, store }: Context): HTMLElement {
  if (data.nodes.length === 0) return el('p', { class: 'empty' }, 'There is nothing to draw.');
  if (store.get().scope === 'mesh') return el('p', { class: 'empty' }, 'Nothing matches.');
  const whole = button({}, () => store.set({ scope: 'mesh', focus: '' }), 'Show the whole mesh');
  return el('div', { class: 'empty' }, el('p', { class: 'big' }, 'No change to draw'), el('p', {}, whole));
}
