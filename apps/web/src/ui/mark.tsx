/** The sign of Stoa: a roof on pillars. */
export function Mark({ size, className }: { size: number; className?: string | undefined }) {
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 3 2 11v2h28v-2zM5 15h3v11H5zm6.300 0h3v11h-3zm6.400 0h3v11h-3zM24 15h3v11h-3zM2 28h28v2H2z" />
    </svg>
  );
}
