import { Page } from "../components/Page.tsx";
import { fill, t } from "../i18n/language.ts";
import { clientImport, type ImportStage } from "../models/import-clients.ts";
import { ChooseFile } from "./import/ChooseFile.tsx";
import { Done, Stopped } from "./import/Outcome.tsx";
import { Review } from "./import/Review.tsx";
import { Running } from "./import/Running.tsx";

/** Clients from a CSV file: choose it, see what it would change, import it, see what it did. */
export default function ImportClients() {
  const words = t.value.importClients;
  return (
    <Page
      title={words.title}
      actions={
        <a class="button" href="/clients">
          {t.value.clients.back}
        </a>
      }
    >
      <Stage stage={clientImport.stage.value} />
    </Page>
  );
}

function Stage({ stage }: { stage: ImportStage }) {
  const words = t.value.importClients;
  switch (stage.at) {
    case "choose":
      return <ChooseFile again={stage.again} failure={stage.failure} />;
    case "checking":
      return <Running title={fill(words.checking, { file: stage.name })} />;
    case "review":
      return <Review name={stage.file.name} plan={stage.plan} />;
    case "importing":
      return (
        <Running
          title={fill(words.importing, { file: stage.file.name })}
          records={stage.plan.records}
          progress={stage.progress}
          onStop={clientImport.stop}
        />
      );
    case "stopped":
      return <Stopped name={stage.file.name} failure={stage.failure} progress={stage.progress} />;
    case "done":
      return <Done name={stage.file.name} report={stage.report} />;
  }
}
