import { Icon } from "./Icon.tsx";

/** A field to search a list as people type. */
export function SearchBox(props: {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
}) {
  return (
    <label class="search">
      <span class="visually-hidden">{props.label}</span>
      <Icon name="search" />
      <input
        type="search"
        class="control"
        name="search"
        autocomplete="off"
        spellcheck={false}
        maxLength={100}
        placeholder={props.placeholder}
        value={props.text}
        onInput={(event) => props.onText(event.currentTarget.value)}
      />
    </label>
  );
}
