/** The table of the conversation: every step with how it asks, how it understands, and where it goes. */
import { consent } from './consent.ts';
import { correct, delivery } from './correction.ts';
import { pinForDocuments } from './documents.ts';
import { confirmErase, confirmWithdraw, stopped } from './endings.ts';
import { forWhom } from './for-whom.ts';
import { menu, services } from './menu.ts';
import { withOfficer } from './officer.ts';
import { papers } from './papers.ts';
import { question } from './questions.ts';
import { newPhoto, whichPhoto } from './replace-photo.ts';
import { resting } from './resting.ts';
import type { Step } from './scene.ts';
import { summary } from './summary.ts';
import type { StepName } from './types.ts';
import { whichCase } from './which-case.ts';

/** First the way of a new case, then everything about running ones, then leaving. */
export const steps: Readonly<Record<StepName, Step>> = {
  consent,
  menu,
  services,
  'for-whom': forWhom,
  question,
  papers,
  summary,
  correct,
  delivery,
  'which-photo': whichPhoto,
  'new-photo': newPhoto,
  resting,
  'which-case': whichCase,
  'pin-for-documents': pinForDocuments,
  'confirm-withdraw': confirmWithdraw,
  'confirm-erase': confirmErase,
  'with-officer': withOfficer,
  stopped,
};
