import type { ImportPreview } from "../../api-import.ts";
import { fill } from "../../i18n/language.ts";
import { ChooseFile } from "./ChooseFile.tsx";
import { Done, Stopped } from "./Outcome.tsx";
import { Review } from "./Review.tsx";
import { Running } from "./Running.tsx";
import type { ImportSubject } from "./subject.ts";

/** The step that an import is at: choose a file, see what it would change, import it, see what it did. */
export function Stage<Preview extends ImportPreview>({ of }: { of: ImportSubject<Preview> }) {
  const { model, words } = of;
  const stage = model.stage.value;
  switch (stage.at) {
    case "choose":
      return <ChooseFile of={of} again={stage.again} failure={stage.failure} />;
    case "checking":
      return <Running of={of} title={fill(words.checking, { file: stage.name })} />;
    case "review":
      return <Review of={of} name={stage.file.name} plan={stage.plan} />;
    case "importing":
      return (
        <Running
          of={of}
          title={fill(words.importing, { file: stage.file.name })}
          records={stage.plan.records}
          progress={stage.progress}
          onStop={model.stop}
        />
      );
    case "stopped":
      return <Stopped of={of} name={stage.file.name} failure={stage.failure} progress={stage.progress} />;
    case "done":
      return <Done of={of} name={stage.file.name} report={stage.report} />;
  }
}
