import { useQuery } from '@tanstack/react-query';
import type { RegisteredException } from '@stoa/api';
import { stoa } from '../../data/client.ts';
import { useMay, useRefresh } from '../../data/session.tsx';
import { Card, Empty, Scroll } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { useAddress } from '../../ui/use-address.ts';
import { ExceptionDialog } from './exception-dialog.tsx';
import { Row } from './exception-row.tsx';

/** The one register: who lives with what, until when, and who agreed. */
export function Exceptions() {
  const { search, set } = useAddress();
  const status = (search.get('status') || undefined) as RegisteredException['status'] | undefined;
  const refresh = useRefresh();
  const mayAsk = useMay('developer');
  const query = useQuery({
    queryKey: ['exceptions', status],
    queryFn: () => stoa.listExceptions({ query: { status, limit: 200 } }),
  });
  return (
    <Page
      title="Exceptions"
      lead="What is lived with for a while, by name. It is still evaluated, still shown, and it ends."
      actions={mayAsk && <ExceptionDialog application={null} scope={null} what={null} onDone={() => void refresh()} />}
    >
      <label className={ui['row']}>
        Show
        <select
          className={ui['input']}
          style={{ width: '12rem' }}
          value={status ?? ''}
          onChange={({ target }) => set('status', target.value)}
        >
          <option value="">all</option>
          {['waiting', 'live', 'expired', 'revoked'].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <Card>
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>None.</Empty>
            ) : (
              <Scroll label="Exceptions">
                <table>
                  <thead>
                    <tr>
                      <th>Status</th>
                      <th>What</th>
                      <th>Why</th>
                      <th>Owner</th>
                      <th>Approved by</th>
                      <th>Ends</th>
                      <th>
                        <span className="visually-hidden">Actions</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((exception) => (
                      <Row key={exception.id} exception={exception} />
                    ))}
                  </tbody>
                </table>
              </Scroll>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
