import { Link } from 'react-router';
import { Page } from '../../ui/page.tsx';

export function Nowhere() {
  return (
    <Page title="There is nothing here" lead="The address may be old, or mistyped.">
      <p>
        <Link to="/">Back to the stoa</Link>
      </p>
    </Page>
  );
}
