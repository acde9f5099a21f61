/** The awning over the door. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="mark-cloth" d="M5 4h22l4 13H1z" />
      <path class="mark-stripe" d="M10 4h4.3L13 17H7zM17.7 4H22l3 13h-6z" />
      <path class="mark-cloth" d="M1 17h6a3 3 0 0 1-6 0zM13 17h6a3 3 0 0 1-6 0zM25 17h6a3 3 0 0 1-6 0z" />
      <path class="mark-stripe" d="M7 17h6a3 3 0 0 1-6 0zM19 17h6a3 3 0 0 1-6 0z" />
      <path class="mark-cloth" d="M4 22h2.5v6h19v-6H28v8.5H4z" />
    </svg>
  );
}
