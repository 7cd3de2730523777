/** The simulated network as a whole: its state, clock and dice, opened together. */
import { join } from 'node:path';
import { openClock, type VirtualClock } from '../clock.ts';
import { type Dice, openDice } from '../dice.ts';
import { type Knobs, loadKnobs } from '../knobs.ts';
import type { Settings } from '../options.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { type Handsets, openHandsets } from '../store/handsets.ts';
import { type Log, openLog } from '../store/log.ts';
import { type MediaStore, openMedia } from '../store/media.ts';
import { type Messages, openMessages } from '../store/messages.ts';
import { openTemplates, type Templates } from '../store/templates.ts';
import { openWebhookQueue, type WebhookQueue } from '../store/webhook-queue.ts';
import { openLimits, type SendLimits } from './limits.ts';
import { openRules, type Rules } from './rules.ts';
import { openScreens, type Screens } from './screens.ts';

/** Everything the parts of the simulator share. */
export interface Network {
  settings: Settings;
  db: Database;
  clock: VirtualClock;
  dice: Dice;
  knobs: Knobs;
  handsets: Handsets;
  messages: Messages;
  media: MediaStore;
  webhooks: WebhookQueue;
  templates: Templates;
  log: Log;
  rules: Rules;
  limits: SendLimits;
  screens: Screens;
  /** Where this simulator is reached, for download addresses; set when it listens. */
  baseUrl: string;
  /** Says that something new may be due. */
  wake(): void;
}

/** Opens the state and fills a fresh one with the handsets and templates of the settings. */
export function openNetwork(settings: Settings): Network {
  const db = openDatabase(join(settings.stateDir));
  const clock = openClock(db, settings.clockOffsetMs);
  const dice = openDice(db, settings.seed);
  const knobs = loadKnobs(db);
  const handsets = openHandsets(db, dice);
  const templates = openTemplates(db, dice);
  db.transaction(() => {
    if (handsets.list().length === 0) for (const handset of settings.handsets) handsets.add(handset);
    for (const template of settings.templates) templates.put(template, 0);
  });
  return {
    settings,
    db,
    clock,
    dice,
    knobs,
    handsets,
    messages: openMessages(db),
    media: openMedia(db, dice),
    webhooks: openWebhookQueue(db),
    templates,
    log: openLog(db),
    rules: openRules(db),
    limits: openLimits(clock, knobs),
    screens: openScreens(),
    baseUrl: '',
    wake: () => {},
  };
}
