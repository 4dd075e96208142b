import { useNavigate } from 'react-router';
import { stoa } from '../data/client.ts';
import { useRefresh } from '../data/session.tsx';
import { Button } from '../ui/field.tsx';

export function SignOutButton() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const leave = async () => {
    await stoa.signOut();
    await refresh();
    await navigate('/sign-in');
  };
  return <Button onClick={() => void leave()}>Sign out</Button>;
}
