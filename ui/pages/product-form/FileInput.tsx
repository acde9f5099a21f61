/** A native file input, as large as what it stands in. `capture` opens a phone's camera, and nothing else. */
export function FileInput(props: {
  label: string;
  describedBy?: string;
  capture?: "environment";
  isSaving: boolean;
  onFile: (file: File) => void;
}) {
  return (
    <input
      type="file"
      accept="image/*"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      capture={props.capture}
      disabled={props.isSaving}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        // As a button does; browsers would send the form.
        event.preventDefault();
        event.currentTarget.click();
      }}
      onChange={({ currentTarget }) => {
        const file = currentTarget.files?.[0];
        if (file) props.onFile(file);
        // The same file once more is another choice: it may have changed.
        currentTarget.value = "";
      }}
    />
  );
}
