import { html, nothing, type TemplateResult } from "lit";
import { t } from "../core/i18n.ts";

export interface DropZoneOptions {
  busy: boolean;
  error: string;
  /** What may be in the file, in a sentence. */
  hint: string;
  maxMegabytes: number;
  /** A file that may be sent; anything else is refused with `onRefused`. */
  onFile: (file: File) => unknown;
  onRefused: (reason: string) => unknown;
}

/** A place to drop a file on, or to choose one with. */
export function dropZone(options: DropZoneOptions): TemplateResult {
  const { busy, error, hint } = options;
  return html`<label
      class="drop-zone"
      for="import-file"
      @dragover=${(event: DragEvent) => hover(event, true)}
      @dragleave=${(event: DragEvent) => hover(event, false)}
      @drop=${(event: DragEvent) => {
        hover(event, false);
        take(event.dataTransfer?.files, options);
      }}
    >
      <strong>${busy ? t("Sending the file…") : t("Drop a file here, or choose one")}</strong>
      <span class="small soft"
        >${hint}</span
      >
      <span class="button" aria-hidden="true">${t("Choose a file")}</span>
      <input
        id="import-file"
        class="visually-hidden"
        type="file"
        ?disabled=${busy}
        aria-describedby=${error === "" ? nothing : "import-file-error"}
        aria-invalid=${error === "" ? nothing : "true"}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          take(input.files, options);
          // The same file, mended, must be taken again.
          input.value = "";
        }}
      />
    </label>
    ${error === "" ? nothing : html`<p class="field-error" id="import-file-error" role="alert">${error}</p>`}`;
}

function hover(event: DragEvent, over: boolean): void {
  event.preventDefault();
  (event.currentTarget as HTMLElement).classList.toggle("over", over);
}

function take(files: FileList | null | undefined, options: DropZoneOptions): void {
  const file = files?.[0];
  if (file === undefined || options.busy) return;
  if (files !== null && files !== undefined && files.length > 1) options.onRefused(t("One file at a time, please."));
  else if (file.size === 0) options.onRefused(t("The file is empty."));
  else if (file.size > options.maxMegabytes * 1024 * 1024)
    options.onRefused(t("The file is larger than {number} MB.", { number: options.maxMegabytes }));
  else options.onFile(file);
}
