import { useEffect } from "preact/hooks";
import { Page } from "../components/Page.tsx";
import { t } from "../i18n/language.ts";
import { till } from "../models/till.ts";
import { Outcome } from "./till/Outcome.tsx";
import { Sale } from "./till/Sale.tsx";

/** The till: who buys, what, and how many, by keyboard and bar code scanner. */
export default function Till() {
  useEffect(() => till.follow(), []);
  const outcome = till.outcome.value;
  return (
    <Page title={t.value.till.title}>
      {outcome ? <Outcome key={outcome.purchase.id} {...outcome} /> : <Sale />}
    </Page>
  );
}
