/** The left card of the intake desk: the page, and the strip of all papers below it. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsExchange, IconFileOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '../../../src/http/api-types.ts';
import { Dropzone } from '../../ui/dropzone.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageViewer } from '../../ui/page-viewer.tsx';
import { say } from '../../ui/say.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { addPaper, renewCase, useAct } from '../api/acts.ts';
import { fileUrl } from '../api/queries.ts';
import { paperWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './intake.module.css';
import { PaperStrip } from './paper-strip.tsx';
import type { Stop } from './stops.ts';

/** What a paper chooser takes; the server looks at the content, not at the name. */
export const PAPER_TYPES = 'image/jpeg,image/png,image/webp,application/pdf';

/** Moves a paper that lies at the wrong requirement. */
function MoveMenu({ view, stop }: { view: CaseView; stop: Extract<Stop, { kind: 'page' }> }) {
  const { t, language } = useWords();
  const act = useAct(view.id);
  const move = (requirementId: string | null) =>
    act.mutate({ act: 'assign-attachment', body: { attachmentId: stop.paperId, requirementId } });
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="dark" aria-label={t('intake.moveTo')} title={t('intake.moveTo')}>
          <IconArrowsExchange size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {view.requirements
          .filter((one) => one.id !== stop.requirementId)
          .map((one) => (
            <Menu.Item key={one.id} onClick={() => move(one.id)}>
              {paperWords(view.service, one.id, language).label}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={() => move(null)}>{t('intake.moveToTray')}</Menu.Item>
        <Menu.Item
          color="danger"
          onClick={() => act.mutate({ act: 'withdraw-attachment', body: { attachmentId: stop.paperId } })}
        >
          {t('intake.notPart')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What stands there when a needed paper has not come: its name, and a way to add it here. */
function MissingPaper({
  view,
  requirementId,
  canWork,
}: {
  view: CaseView;
  requirementId: string;
  canWork: boolean;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const words = paperWords(view.service, requirementId, language);
  const adding = useMutation({
    mutationFn: (file: File) => addPaper(view.id, file, requirementId),
    onSuccess: () => say(t('intake.added', { paper: words.short })),
    onSettled: () => renewCase(client, view.id),
  });
  return (
    <div className={styles.missing}>
      <Empty icon={<IconFileOff aria-hidden />} title={`${t('intake.missingPaper')}: ${words.label}`}>
        {words.help}
      </Empty>
      {canWork && (
        <Dropzone
          title={t('intake.addPaper')}
          help={t('intake.addPaperHelp')}
          accept={PAPER_TYPES}
          isBusy={adding.isPending}
          onFiles={([file]) => file && adding.mutate(file)}
        />
      )}
      <ProblemNote error={adding.error} />
    </div>
  );
}

/** The card. Arrow keys walk along the strip. */
export function PaperCard(props: {
  view: CaseView;
  stops: readonly Stop[];
  stop: Stop | undefined;
  canWork: boolean;
  onGoTo: (stop: Stop | undefined) => void;
  /** A page is on the screen. */
  onShown: (fileId: string) => void;
}) {
  const { view, stops, stop, canWork, onGoTo, onShown } = props;
  const { t, language } = useWords();
  const at = stops.findIndex((one) => one.key === stop?.key);
  const step = (by: number) => onGoTo(stops[(at + by + stops.length) % stops.length]);
  useShortcuts({ ArrowRight: () => step(1), ArrowLeft: () => step(-1) }, stops.length > 1);
  if (stop === undefined) return null;
  const name =
    stop.requirementId === null
      ? t('intake.tray')
      : paperWords(view.service, stop.requirementId, language).label;
  const isFixed = stop.kind === 'page' && stop.status === 'accepted';
  return (
    <section className={`card ${styles.paper}`} aria-label={name}>
      {stop.kind === 'page' ? (
        <PageViewer
          page={{
            src: fileUrl(stop.page.fileId, 'intake'),
            widthPx: stop.page.widthPx,
            heightPx: stop.page.heightPx,
          }}
          alt={name}
          onShown={() => onShown(stop.page.fileId)}
          words={{ larger: t('case.larger'), smaller: t('case.smaller'), turn: t('case.turn') }}
          head={
            <span className="row tight">
              <h2 className={`${styles.paperName} grow`}>{name}</h2>
              {canWork && stop.requirementId !== null && !isFixed && <MoveMenu view={view} stop={stop} />}
            </span>
          }
        />
      ) : (
        <MissingPaper key={stop.key} view={view} requirementId={stop.requirementId} canWork={canWork} />
      )}
      <PaperStrip view={view} stops={stops} purpose="intake" chosen={stop.key} onGoTo={onGoTo} />
    </section>
  );
}
