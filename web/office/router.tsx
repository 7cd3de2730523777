/** Where each screen lives, below `/office`. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Navigate,
  useParams,
} from '@tanstack/react-router';
import { CardsDesk } from './cards/cards-desk.tsx';
import { CaseList } from './cases/case-list.tsx';
import { CasePage } from './cases/case-page.tsx';
import { ConversationsDesk } from './conversations/conversations-desk.tsx';
import { useWords } from './i18n.ts';
import { IntakeDesk } from './intake/intake-desk.tsx';
import { NewCase } from './new-case/new-case.tsx';
import { OfficersPage } from './officers/officers-page.tsx';
import { PasswordPage } from './password/password-page.tsx';
import { ProblemNote } from './problem-note.tsx';
import { ChooseCase, DeskFrame } from './queue/desk-frame.tsx';
import { useSession } from './session.tsx';
import { tabsFor } from './shell/desk-tabs.ts';
import { Shell } from './shell/shell.tsx';
import { SiakDesk } from './siak/siak-desk.tsx';
import { SigningDesk } from './signing/signing-desk.tsx';
import { UnsettledDesk } from './unsettled/unsettled-desk.tsx';
import { VerificationDesk } from './verification/verification-desk.tsx';

/** The first desk of the person who came in. */
function FirstDesk() {
  const { officer } = useSession();
  return <Navigate to={tabsFor(officer.roles)[0]?.path ?? '/berkas'} replace />;
}

function NewCaseLink() {
  const { t } = useWords();
  return (
    <Button
      component={Link}
      {...{ to: '/pemeriksaan/baru' }}
      size="sm"
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t('intake.newCase')}
    </Button>
  );
}

/** Gives a desk its case's id, and starts it afresh for the next case. */
function ForCase({ desk: Desk }: { desk: (props: { caseId: string }) => React.ReactNode }) {
  const { caseId } = useParams({ strict: false }) as { caseId: string };
  return <Desk key={caseId} caseId={caseId} />;
}

/** A screen that broke: said plainly, with a way on; the bar above still works. */
function BrokenScreen({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <div style={{ maxWidth: 520, margin: '12vh auto', padding: 16 }}>
      <ProblemNote error={error} onRetry={reset} />
    </div>
  );
}

const root = createRootRoute({ component: Shell, notFoundComponent: FirstDesk });
const home = createRoute({ getParentRoute: () => root, path: '/', component: FirstDesk });

const intake = createRoute({
  getParentRoute: () => root,
  path: '/pemeriksaan',
  component: () => <DeskFrame desk="intake" path="/pemeriksaan" action={<NewCaseLink />} />,
});
const siak = createRoute({
  getParentRoute: () => root,
  path: '/meja-siak',
  component: () => <DeskFrame desk="siak" path="/meja-siak" />,
});
const cards = createRoute({
  getParentRoute: () => root,
  path: '/kartu',
  component: () => <DeskFrame desk="cards" path="/kartu" />,
});
const verification = createRoute({
  getParentRoute: () => root,
  path: '/verifikasi',
  component: () => <DeskFrame desk="verification" path="/verifikasi" />,
});

const routeTree = root.addChildren([
  home,
  intake.addChildren([
    createRoute({ getParentRoute: () => intake, path: '/', component: ChooseCase }),
    createRoute({ getParentRoute: () => intake, path: 'baru', component: NewCase }),
    createRoute({
      getParentRoute: () => intake,
      path: '$caseId',
      component: () => <ForCase desk={IntakeDesk} />,
    }),
  ]),
  siak.addChildren([
    createRoute({ getParentRoute: () => siak, path: '/', component: ChooseCase }),
    createRoute({
      getParentRoute: () => siak,
      path: '$caseId',
      component: () => <ForCase desk={SiakDesk} />,
    }),
  ]),
  cards.addChildren([
    createRoute({ getParentRoute: () => cards, path: '/', component: ChooseCase }),
    createRoute({
      getParentRoute: () => cards,
      path: '$caseId',
      component: () => <ForCase desk={CardsDesk} />,
    }),
  ]),
  verification.addChildren([
    createRoute({ getParentRoute: () => verification, path: '/', component: ChooseCase }),
    createRoute({
      getParentRoute: () => verification,
      path: '$caseId',
      component: () => <ForCase desk={VerificationDesk} />,
    }),
  ]),
  createRoute({ getParentRoute: () => root, path: '/tanda-tangan', component: SigningDesk }),
  createRoute({ getParentRoute: () => root, path: '/tak-pasti', component: UnsettledDesk }),
  createRoute({ getParentRoute: () => root, path: '/percakapan', component: ConversationsDesk }),
  createRoute({ getParentRoute: () => root, path: '/percakapan/$contactId', component: ConversationsDesk }),
  createRoute({ getParentRoute: () => root, path: '/petugas', component: OfficersPage }),
  createRoute({ getParentRoute: () => root, path: '/kata-sandi', component: PasswordPage }),
  createRoute({ getParentRoute: () => root, path: '/berkas', component: CaseList }),
  createRoute({
    getParentRoute: () => root,
    path: '/berkas/$caseId',
    component: () => <ForCase desk={CasePage} />,
  }),
]);

/** The console's router. */
export const router = createRouter({
  routeTree,
  basepath: '/office',
  defaultPreload: false,
  defaultErrorComponent: BrokenScreen,
});
