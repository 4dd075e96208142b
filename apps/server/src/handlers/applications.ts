import { sbomForm } from '@stoa/formats';
import {
  appendAudit,
  changeApplication,
  countComponents,
  countExceptions,
  getApplication,
  latestRuns,
  listApplications,
  listComponents,
  readComponents,
  readOverview,
} from '@stoa/store';
import type { ServerContext } from '../context.ts';
import type { Handlers } from '../http/bind.ts';
import { Failure, notFound } from '../http/failure.ts';

type ApplicationHandlers = Pick<
  Handlers,
  | 'listApplications'
  | 'getApplication'
  | 'changeApplication'
  | 'getSbom'
  | 'getOverview'
  | 'listComponents'
  | 'componentFacets'
  | 'advisoryStatus'
>;

export function applicationHandlers({ store, config, advisories }: ServerContext): ApplicationHandlers {
  return {
    listApplications: async ({ caller }) => ({
      items: await store.within(caller.actor.organisation, (tx) => listApplications(tx)),
    }),
    getApplication: async ({ caller, params }) => {
      const application = await store.within(caller.actor.organisation, (tx) => getApplication(tx, params.application));
      if (!application) throw notFound('application');
      return application;
    },
    changeApplication: ({ caller, params, body }) =>
      store.within(caller.actor.organisation, async (tx) => {
        if (!(await changeApplication(tx, params.application, body))) throw notFound('application');
        await appendAudit(tx, {
          actor: caller.actor.name,
          action: 'application.change',
          subject: params.application,
          detail: { ...body },
        });
        return (await getApplication(tx, params.application))!;
      }),
    getSbom: ({ caller, params, query, reply }) =>
      store.within(caller.actor.organisation, async (tx) => {
        if (!(await getApplication(tx, params.application))) throw notFound('application');
        const form = formOf(query);
        const runs = await latestRuns(tx, params.application);
        const newest = runs.map(({ run }) => run).sort((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1))[0];
        reply.header(
          'content-disposition',
          `attachment; filename="${params.application.replaceAll(/[^\w.-]/g, '_')}.${form.extension}"`,
        );
        reply.type(form.mediaType);
        return form.write(
          {
            application: params.application,
            version: newest?.revision ?? null,
            components: await readComponents(tx, params.application),
            timestamp: newest?.finishedAt ?? new Date(0).toISOString(),
            toolVersion: config.version,
          },
          form.version,
        );
      }),
    getOverview: ({ caller, query }) =>
      store.within(caller.actor.organisation, async (tx) => {
        const { live, waiting, expired } = await countExceptions(tx);
        const index = advisories();
        return {
          ...(await readOverview(tx, query.application)),
          exceptions: { live, waiting, expired },
          advisories: {
            asOf: index?.asOf ?? null,
            count: index?.ecosystems.reduce((sum, one) => sum + one.advisories, 0) ?? 0,
          },
        };
      }),
    listComponents: ({ caller, query }) => store.within(caller.actor.organisation, (tx) => listComponents(tx, query)),
    componentFacets: ({ caller, query }) =>
      store.within(caller.actor.organisation, (tx) => countComponents(tx, query.application)),
    advisoryStatus: async () => {
      const index = advisories();
      const sources = (index?.sources ?? []).map(({ asOf, ...source }) => ({ ...source, asOf: asOf || null }));
      return { asOf: index?.asOf ?? null, ecosystems: [...(index?.ecosystems ?? [])], sources };
    },
  };
}

function formOf({ form, version }: { form: string; version?: string | undefined }): ReturnType<typeof sbomForm> {
  try {
    return sbomForm(form, version);
  } catch (error) {
    throw error instanceof RangeError ? new Failure('invalid-request', error.message) : error;
  }
}
