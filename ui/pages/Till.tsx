import { useEffect } from "preact/hooks";
import { useLater } from "../components/hooks.ts";
import { Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { t } from "../i18n/language.ts";
import { till } from "../models/till.ts";
import { Sale } from "./till/Sale.tsx";

/** The till: who buys, what, and how many, by keyboard and bar code scanner. */
export default function Till() {
  useEffect(() => till.follow(), []);
  const later = useLater(() => import("./till/Outcome.tsx"));
  const outcome = till.outcome.value;
  return (
    <Page title={t.value.till.title}>
      {!outcome && <Sale />}
      {outcome && later && <later.Outcome key={outcome.purchase.id} {...outcome} />}
      {outcome && !later && <Skeleton rows={4} />}
    </Page>
  );
}
