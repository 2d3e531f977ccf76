/** The sign of the platform. */
export function Logo({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className="logo">
      <path d="M16 2 4 6.500v8.600C4 22 9 27.600 16 30c7-2.400 12-8 12-14.900V6.500z" />
      <path className="logo-sign" d="M14 9h4v4.500h4.500v4H18V22h-4v-4.500H9.500v-4H14z" />
    </svg>
  );
}
