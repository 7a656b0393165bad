import { html, type TemplateResult } from "lit/html.js";

export interface Tab {
  id: string;
  label: string;
}

export interface TabsOptions {
  /** What the tabs choose between, for a screen reader. */
  label: string;
  tabs: readonly Tab[];
  selected: string;
  onSelect: (id: string) => unknown;
  panel: TemplateResult;
}

/** Tabs over one panel. Arrow keys move between them; only the selected one is a Tab stop. */
export function tabs(options: TabsOptions): TemplateResult {
  const { selected, onSelect } = options;
  return html`<div class="tabs" role="tablist" aria-label=${options.label} @keydown=${moved(options)}>
      ${options.tabs.map(
        ({ id, label }) =>
          html`<button
            class="tab"
            type="button"
            role="tab"
            id="tab-${id}"
            aria-selected=${id === selected ? "true" : "false"}
            aria-controls="tab-panel"
            tabindex=${id === selected ? 0 : -1}
            @click=${() => onSelect(id)}
          >
            ${label}
          </button>`,
      )}
    </div>
    <div role="tabpanel" id="tab-panel" aria-labelledby="tab-${selected}" tabindex="-1">${options.panel}</div>`;
}

function moved({ tabs: all, selected, onSelect }: TabsOptions): (event: KeyboardEvent) => void {
  return (event) => {
    const index = all.findIndex(({ id }) => id === selected);
    const steps: Record<string, number> = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      Home: 0,
      End: all.length - 1,
    };
    const step = steps[event.key];
    const target = step === undefined ? undefined : all[(step + all.length) % all.length];
    if (target === undefined) return;
    event.preventDefault();
    onSelect(target.id);
    document.getElementById(`tab-${target.id}`)?.focus();
  };
}
