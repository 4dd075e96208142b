/** The inventory of an application, to take along. */
export function SbomLinks({ application }: { application: string }) {
  const address = (form: string) => `/api/v1/applications/${encodeURIComponent(application)}/sbom?form=${form}`;
  return (
    <span>
      SBOM: <a href={address('cyclonedx-json')}>CycloneDX</a> · <a href={address('cyclonedx-xml')}>XML</a> ·{' '}
      <a href={address('spdx-json')}>SPDX</a>
    </span>
  );
}
