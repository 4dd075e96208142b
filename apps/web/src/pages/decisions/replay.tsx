import { useState } from 'react';
import { stoa } from '../../data/client.ts';
import { Button } from '../../ui/field.tsx';
import { Problem } from '../../ui/loaded.tsx';

export function Replay({ id }: { id: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const ask = async () => {
    try {
      const { same } = await stoa.replayDecision({ params: { id } });
      setSaid(same ? 'The same, byte for byte.' : 'Not the same any more.');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <Button onClick={() => void ask()}>Decide again on the same inputs</Button>
      <span role="status">{said}</span>
      {error !== null && <Problem error={error} />}
    </>
  );
}
