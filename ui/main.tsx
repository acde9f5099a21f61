import { render } from "preact";
import { LocationProvider, Route, Router } from "preact-iso";
import { CrashGuard } from "./components/CrashGuard.tsx";
import { needs, page } from "./components/needs.tsx";
import { Door, GoOn } from "./components/Door.tsx";
import { Shell } from "./components/Shell.tsx";
import { loadLanguage, watchLanguage } from "./i18n/language.ts";
import { SessionEnded } from "./components/SessionEnded.tsx";
import { askSession, hasEnded } from "./models/session.ts";
import { NotFound } from "./pages/NotFound.tsx";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/controls.css";
import "./styles/notices.css";
import "./styles/forms.css";
import "./styles/tables.css";
import "./styles/lists.css";
import "./styles/covers.css";
import "./styles/catalog.css";
import "./styles/product.css";
import "./styles/charts.css";
import "./styles/overview.css";
import "./styles/analysis.css";
import "./styles/details.css";
import "./styles/client.css";
import "./styles/addresses.css";
import "./styles/personal-data.css";
import "./styles/import.css";
import "./styles/session.css";
import "./styles/history.css";
import "./styles/people.css";
import "./styles/keys.css";
import "./styles/webhooks.css";
import "./styles/product-form.css";
import "./styles/finder.css";
import "./styles/till.css";
import "./styles/receipt.css";
import "./styles/sales.css";
import "./styles/stock.css";
import "./styles/workflows.css";
import "./styles/workflow.css";
import "./styles/lined.css";
import "./styles/alerts.css";
import "./styles/trace.css";

const SignIn = page(() => import("./pages/SignIn.tsx"));
const Overview = page(() => import("./pages/Overview.tsx"), "salesOverview", "feed");
const Clients = needs(
  "clients:read",
  page(() => import("./pages/Clients.tsx")),
);
const NewClient = needs(
  "clients:write",
  page(() => import("./pages/NewClient.tsx")),
);
const ImportClients = needs(
  "clients:write",
  page(() => import("./pages/ImportClients.tsx"), "importClients"),
);
const ImportProducts = needs(
  "catalog:write",
  page(() => import("./pages/ImportProducts.tsx"), "catalog", "importClients", "importProducts"),
);
const ClientDetail = needs(
  "clients:read",
  page(() => import("./pages/ClientDetail.tsx")),
);
const Catalog = needs(
  "catalog:read",
  page(() => import("./pages/Catalog.tsx"), "catalog"),
);
const ProductDetail = needs(
  "catalog:read",
  page(() => import("./pages/ProductDetail.tsx"), "catalog"),
);
const ProductEditor = needs(
  "catalog:write",
  page(() => import("./pages/ProductEditor.tsx"), "catalog", "productForm"),
);
const Requests = needs(
  "log:read",
  page(() => import("./pages/Requests.tsx")),
);
const Alerts = needs(
  "log:read",
  page(() => import("./pages/Alerts.tsx"), "alerts"),
);
const RequestTrace = needs(
  "log:read",
  page(() => import("./pages/RequestTrace.tsx"), "trace"),
);
const Services = page(() => import("./pages/Services.tsx"));
const People = needs(
  "people:manage",
  page(() => import("./pages/People.tsx"), "people"),
);
const Keys = needs(
  "keys:manage",
  page(() => import("./pages/Keys.tsx"), "keys"),
);
const Webhooks = needs(
  "webhooks:manage",
  page(() => import("./pages/Webhooks.tsx"), "webhooks"),
);
const Till = needs(
  "sales:write",
  page(() => import("./pages/Till.tsx"), "till", "sales"),
);
const Purchases = needs(
  "sales:read",
  page(() => import("./pages/Purchases.tsx"), "sales"),
);
const PurchaseDetail = needs(
  "sales:read",
  page(() => import("./pages/PurchaseDetail.tsx"), "sales"),
);
const Stock = needs(
  "stock:read",
  page(() => import("./pages/Stock.tsx"), "stock"),
);
const StockDetail = needs(
  "stock:read",
  page(() => import("./pages/StockDetail.tsx"), "stock"),
);
const Workflows = needs(
  "workflows:read",
  page(() => import("./pages/Workflows.tsx"), "workflows"),
);
const NewWorkflow = needs(
  "workflows:write",
  page(() => import("./pages/NewWorkflow.tsx"), "workflowForm"),
);
const WorkflowDetail = needs(
  "workflows:read",
  page(() => import("./pages/WorkflowDetail.tsx"), "workflows", "workflow"),
);
const Profile = page(() => import("./pages/Profile.tsx"));

function App() {
  return (
    <LocationProvider scope={/^\/(?!api\/)/}>
      <Door signIn={<Entrance />}>
        <Shell>
          <CrashGuard>
            <Pages />
          </CrashGuard>
        </Shell>
        {hasEnded.value && <SessionEnded />}
      </Door>
    </LocationProvider>
  );
}

function Entrance() {
  return (
    <CrashGuard>
      <Router>
        <Route path="/sign-in" component={SignIn} />
        <Route default component={SignIn} />
      </Router>
    </CrashGuard>
  );
}

function Pages() {
  return (
    <Router>
      <Route path="/sign-in" component={GoOn} />
      <Route path="/" component={Overview} />
      <Route path="/clients" component={Clients} />
      <Route path="/clients/new" component={NewClient} />
      <Route path="/clients/import" component={ImportClients} />
      <Route path="/clients/:id" component={ClientDetail} />
      <Route path="/catalog" component={Catalog} />
      <Route path="/catalog/import" component={ImportProducts} />
      <Route path="/catalog/new" component={ProductEditor} />
      <Route path="/catalog/:id/edit" component={ProductEditor} />
      <Route path="/catalog/:id" component={ProductDetail} />
      <Route path="/requests" component={Requests} />
      <Route path="/alerts" component={Alerts} />
      <Route path="/alerts/rules/:id" component={Alerts} />
      <Route path="/requests/:requestId" component={RequestTrace} />
      <Route path="/services" component={Services} />
      <Route path="/people" component={People} />
      <Route path="/people/:id" component={People} />
      <Route path="/keys" component={Keys} />
      <Route path="/webhooks" component={Webhooks} />
      <Route path="/webhooks/:id" component={Webhooks} />
      <Route path="/till" component={Till} />
      <Route path="/purchases" component={Purchases} />
      <Route path="/purchases/:id" component={PurchaseDetail} />
      <Route path="/stock" component={Stock} />
      <Route path="/stock/:productId" component={StockDetail} />
      <Route path="/workflows" component={Workflows} />
      <Route path="/workflows/new" component={NewWorkflow} />
      <Route path="/workflows/:uuid" component={WorkflowDetail} />
      <Route path="/profile" component={Profile} />
      <Route default component={NotFound} />
    </Router>
  );
}

const app = document.getElementById("app")!;
watchLanguage();
void askSession();
loadLanguage().then(
  () => render(<App />, app),
  () => (app.textContent = "Fachada não abriu: recarregue a página. · Fachada didn't open: reload the page."),
);
