import { useQuery } from '@tanstack/react-query';
import { stoa } from '../../data/client.ts';
import { Chip } from '../../ui/badges.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import ui from '../../ui/ui.module.css';

export function Policies() {
  const policies = useQuery({ queryKey: ['policies'], queryFn: () => stoa.listPolicies() });
  return (
    <Card title="Policies in force">
      <Loaded query={policies}>
        {({ items }) => (
          <div className={ui['stack']}>
            {items.map(({ id, title, workloads, environments, criteria }) => (
              <details key={id}>
                <summary>
                  <strong>{title}</strong>{' '}
                  {[...workloads, ...environments].map((one) => (
                    <Chip key={one}>{one}</Chip>
                  ))}
                </summary>
                <ul>
                  {criteria.map((criterion) => (
                    <li key={criterion.id}>
                      {criterion.title} {criterion.enforcement === 'warn' && <Chip>advice</Chip>}{' '}
                      <code>{criterion.expression}</code>
                    </li>
                  ))}
                </ul>
              </details>
            ))}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
