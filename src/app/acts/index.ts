/** The table of contents of what officers may do to a case through the API. */
import { acceptCase } from './accept-case.ts';
import { acceptPaper } from './accept-paper.ts';
import { askAgain } from './ask-again.ts';
import { assignAttachment } from './assign-attachment.ts';
import { checkFields } from './check-fields.ts';
import type { OfficerAct } from './define-act.ts';
import { markRead } from './mark-read.ts';
import { offerCard } from './offer-card.ts';
import { printCard } from './print-card.ts';
import { receiveDocument } from './receive-document.ts';
import { recordAnswers } from './record-answers.ts';
import { rejectCase } from './reject-case.ts';
import { releaseCase } from './release-case.ts';
import { returnDocument } from './return-document.ts';
import { returnToIntake } from './return-to-intake.ts';
import { submitCase } from './submit-case.ts';
import { takeCase } from './take-case.ts';
import { verifyDocuments } from './verify-documents.ts';
import { withdrawAttachment } from './withdraw-attachment.ts';
import { withdrawCase } from './withdraw-case.ts';

/** Every act with its schema; acts that bring files or a passphrase have routes of their own. */
export const officerActs: readonly OfficerAct[] = [
  recordAnswers,
  checkFields,
  assignAttachment,
  withdrawAttachment,
  submitCase,
  takeCase,
  releaseCase,
  acceptPaper,
  askAgain,
  acceptCase,
  rejectCase,
  withdrawCase,
  returnToIntake,
  verifyDocuments,
  returnDocument,
  markRead,
  printCard,
  offerCard,
  receiveDocument,
];
