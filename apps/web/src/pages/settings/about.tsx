import { useQuery } from '@tanstack/react-query';
import { stoa } from '../../data/client.ts';
import { Card } from '../../ui/card.tsx';

export function About() {
  const health = useQuery({ queryKey: ['health'], queryFn: () => stoa.health() });
  return (
    <Card title="About">
      <p>
        Stoa {health.data?.version}. All that these pages do is <a href="/api">documented API</a> (
        <a href="/api/openapi.json">OpenAPI 3.1</a>).
      </p>
    </Card>
  );
}
