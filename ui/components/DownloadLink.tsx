import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";

/** A link to a file that is made here, not on the server. */
export function DownloadLink(props: {
  name: string;
  type: string;
  text: string;
  children: ComponentChildren;
}) {
  const { text, type } = props;
  const url = useMemo(() => URL.createObjectURL(new Blob([text], { type })), [text, type]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <a class="button" href={url} download={props.name}>
      {props.children}
    </a>
  );
}
