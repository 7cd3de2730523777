/** What Sampai says by itself in English, to residents who chose it. */
import type { notices as indonesian } from './notices.id.ts';

export const notices: typeof indonesian = {
  issued: '✅ {documents} for application *{number}* signed.',
  issuedForPickup: 'Fetch the printed papers at {office} ({hours}), or get the PDF here.',
  sendPdf: 'Send PDF',
  cardWaiting:
    '{document} of application *{number}* can be fetched at {office}, {address} ({hours}). Show the pick-up code *{code}* and your KTP-el. Give this code to nobody else.',
  rejected: 'Application *{number}* cannot go on: {reason}. Reply PETUGAS if you want it explained.',
  askedAgain: 'Application *{number}* lacks: {papers}. Send only that again; we have kept everything else.',
  complete: 'Complete it',
  nudge: 'Your application *{service}* was not handed in. Reply LANJUT to go on; what you sent is kept.',
  caption: '{document}. Print on A4 paper of 80 g. Check that it is genuine at {url} with the code {code}',
};
