import { useMay } from '../../data/session.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { About } from './about.tsx';
import { Audit } from './audit.tsx';
import { Password } from './password.tsx';
import { People } from './people.tsx';
import { Policies } from './policies.tsx';
import { Tokens } from './tokens.tsx';

export function Settings() {
  const [admin, developer, security] = [useMay('admin'), useMay('developer'), useMay('security')];
  return (
    <Page title="Settings" lead="People, tokens, policies, and the log of who did what.">
      <div className={ui['stack']}>
        <Password />
        {admin && <People />}
        {developer && <Tokens />}
        <Policies />
        {security && <Audit />}
        <About />
      </div>
    </Page>
  );
}
