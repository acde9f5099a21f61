import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import "./docs.css";

/** The API's own description, to read and to try. */
SwaggerUI({
  domNode: document.getElementById("docs"),
  url: "/api/openapi.json",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // nothing of ours goes to somebody else's validator
});

/** The viewer has dark colours, but doesn't ask which ones the person likes. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const colour = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", colour);
colour();
