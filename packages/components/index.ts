export type { AdvisoryIndex, EcosystemStatus, SourceStatus } from './src/advisories/index-port.ts';
export type { PackageAdvisory } from './src/advisories/advisory.ts';
export { feedSettings, feedSources, type FeedSources } from './src/advisories/official-feeds.ts';
export { affects, fixedVersionFor } from './src/advisories/affects.ts';
export { AdvisoryError, type AdvisoryErrorCode } from './src/edge/error.ts';
export { openAdvisories } from './src/edge/open-advisories.ts';
export { offeredEcosystems, updateAdvisories } from './src/edge/mirror.ts';
export { packType, unpackAdvisories, verifyPack, writePack, type PackContent } from './src/edge/pack.ts';
export type { SourceUpdate, UpdateOptions } from './src/edge/update.ts';
export { enrich, type VulnerabilityContext } from './src/enrich.ts';
export type { AskedPackage, CodeUses } from './src/reachability/port.ts';
export { rank, type RankFacts } from './src/rank.ts';
export { advisoryTool, matchAdvisories, type MatchContext } from './src/match.ts';
export { canonicalPurl, formatPurl, parsePurl, PurlError, type Purl } from './src/package-url/package-url.ts';
export { normaliseName, toPurl } from './src/purl.ts';
export { obligations, type Obligation } from './src/licences/catalogue.ts';
export { completePolicy } from './src/licences/default-policy.ts';
export { judgeLicence, type LicenceJudgement } from './src/licences/judge.ts';
export { scanLicences } from './src/licences/scan-licences.ts';
export { scanRisks } from './src/signals/scan-risks.ts';
export {
  reconcileInventories,
  type Agreement,
  type ReconciledPackage,
  type Reconciliation,
} from './src/reconcile-inventories.ts';
export { inventoryTool, scanInventory, type InventoryOptions } from './src/scan-inventory.ts';
export { compareVersions, knowsVersions } from './src/version/compare.ts';
export { inRange, toVers } from './src/version/in-range.ts';
export { VersionRangeError } from './src/version/range-error.ts';
export { canonicalVers, formatVers, parseVers, versHas, type Vers } from './src/version/vers.ts';
export type { Action, ActionKind, Proof, VulnerableUse } from './src/remedy/action.ts';
export type { RepositoryFiles } from './src/remedy/manager.ts';
export type { FileChange } from './src/remedy/project.ts';
export { matchUses } from './src/remedy/prove.ts';
export { planRemedies, type ProjectRemedy, type RemedyOptions } from './src/remedy/remedy.ts';
export { RegistryError } from './src/remedy/registry.ts';
export { Fetcher } from './src/edge/registries/fetcher.ts';
export { thisMachine, type Machine } from './src/edge/registries/machine.ts';
export { publishedFacts } from './src/edge/registries/published-facts.ts';
export { openRegistry } from './src/edge/registries/open.ts';
export { VexError, type VexClaim, type VexContent } from './src/vex/claim.ts';
export { judgeByVex } from './src/vex/judge.ts';
export { readVex } from './src/vex/read-vex.ts';
export { vexFormats, writeVex, type VexFormat, type VexOutput } from './src/vex/write-vex.ts';
