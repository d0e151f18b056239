import type { RiskData } from '../data.ts';
import { el } from './dom.ts';

export function riskBadge(risk: RiskData): HTMLElement {
  return el('span', { class: `risk ${risk}` }, risk);
}
