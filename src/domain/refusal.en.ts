/** English words of the refusals; a test holds this list together with the Indonesian one. */
import type { RefusalCode, RefusalWords } from './refusal.ts';

export const refusalsInEnglish: Readonly<Record<RefusalCode, RefusalWords>> = {
  'not-signed-in': { sentence: 'You are not signed in.', next: 'Sign in with your user name and password.' },
  'wrong-password': {
    sentence: 'User name and password do not fit.',
    next: 'Check capitals. If forgotten, ask the admin to reset it.',
  },
  'password-must-change': {
    sentence: 'Your password is still the first one.',
    next: 'Change it to one of your own first.',
  },
  'wrong-current-password': {
    sentence: 'The old password does not match.',
    next: 'Type the password that you sign in with. If you forgot it, ask the admin for a new one.',
  },
  'password-refused': {
    sentence: 'The new password cannot be used: {what}.',
    next: 'Choose another: at least 10 letters or digits, such as a few words that you remember easily.',
  },
  'not-your-duty': {
    sentence: 'This task is not for your role.',
    next: 'Ask an officer with the right role.',
  },
  'not-found': {
    sentence: 'This case does not exist or is outside your area.',
    next: 'Check the number, or ask the admin.',
  },
  'not-now': {
    sentence: 'This step is not possible yet, or no longer.',
    next: 'Reload the case to see where it stands.',
  },
  'changed-meanwhile': {
    sentence: 'Somebody else has just changed this case.',
    next: 'Look at it again, then repeat if still needed.',
  },
  'taken-by-other': {
    sentence: 'Another officer works on this case.',
    next: 'Choose another, or ask them to release it.',
  },
  'not-taken': { sentence: 'You have not taken this case.', next: 'Press "Take case" first.' },
  'same-person-entered': {
    sentence: 'Whoever entered a document may not verify or sign it.',
    next: 'Ask another officer to go on.',
  },
  'same-person-verified': {
    sentence: 'Whoever verified a document may not sign it.',
    next: 'Ask another official to sign.',
  },
  'unknown-field': {
    sentence: 'A field is not known to this service.',
    next: 'Reload the page, then fill in again.',
  },
  'bad-answer': { sentence: '"{field}" is not right yet.', next: '{hint}' },
  'fields-missing': { sentence: 'Still empty: {fields}.', next: 'Fill these in first.' },
  'papers-missing': { sentence: 'Papers not accepted yet: {papers}.', next: 'Accept them or ask again.' },
  'papers-not-seen': {
    sentence: 'You have not seen all papers yet: {papers}.',
    next: 'Open each of their pages, then accept them one by one.',
  },
  'unknown-paper': { sentence: 'That paper or requirement is not in this case.', next: 'Reload the case.' },
  'reason-needed': {
    sentence: 'No reason chosen.',
    next: 'Choose one, so that the other side knows what to mend.',
  },
  'unknown-document': { sentence: 'That document is not in this case.', next: 'Reload the case.' },
  'draft-does-not-match': {
    sentence: 'This PDF does not fit an expected document: {what}.',
    next: 'Make sure of person and document, then drop it again.',
  },
  'draft-was-returned': {
    sentence: 'This is the very PDF that was returned ({reason}).',
    next: 'Mend the data in SIAK, make a new PDF, then drop it here.',
  },
  'not-a-pdf': {
    sentence: 'This file is no PDF.',
    next: 'Save the document from SIAK as a PDF, then drop that.',
  },
  'pdf-unusable': {
    sentence: 'This PDF cannot be used: {what}.',
    next: 'Fetch it from SIAK once more, then drop it again.',
  },
  'number-taken': {
    sentence: 'This document number belongs to another case.',
    next: 'Check the number in SIAK, then take the right PDF.',
  },
  'draft-changed': {
    sentence: 'The draft changed after you read it.',
    next: 'Read the newest draft, then repeat.',
  },
  'not-read': { sentence: 'A document has not been read.', next: 'Read each one first, then sign.' },
  'no-authority': {
    sentence: 'You have no authority to sign this document today.',
    next: 'Ask the admin to check the decree and its dates.',
  },
  'signing-unsettled': {
    sentence: 'It is not known whether this document was signed.',
    next: 'Open "Unsettled" and check with BSrE before trying again.',
  },
  'wrong-passphrase': {
    sentence: 'Wrong passphrase.',
    next: 'Type it again with care; do not try again and again.',
  },
  'signer-not-registered': {
    sentence: 'Your NIK is not registered with BSrE.',
    next: 'Ask the admin to register your certificate.',
  },
  'certificate-not-usable': {
    sentence: 'Your certificate cannot be used.',
    next: 'Check its validity at BSrE and renew it.',
  },
  'document-refused': {
    sentence: 'BSrE refused this PDF.',
    next: 'Return it to the operator to fetch it from SIAK anew.',
  },
  'signing-service-not-reached': {
    sentence: 'BSrE cannot be reached; nothing was sent.',
    next: 'Try again in a few minutes.',
  },
  'signed-pdf-faulty': {
    sentence: 'The signed PDF did not pass its checks: {what}.',
    next: 'Do not issue it. Open "Unsettled" and tell the admin.',
  },
  'upload-empty': { sentence: 'The file is empty.', next: 'Choose another or take the photo again.' },
  'upload-too-large': {
    sentence: 'The file is too large (16 MB at most).',
    next: 'Send an ordinary photo, or a smaller PDF.',
  },
  'upload-wrong-kind': {
    sentence: 'This kind of file is not accepted.',
    next: 'Send a photo (JPG, PNG, WebP) or a PDF.',
  },
  'upload-too-many-pages': {
    sentence: 'The PDF has too many pages (10 at most).',
    next: 'Send only the pages asked for.',
  },
  'upload-too-many-pixels': {
    sentence: 'The picture is too large.',
    next: 'Take it again with an ordinary camera.',
  },
  'upload-active-content': {
    sentence: 'This PDF contains programs or hidden attachments.',
    next: 'Print it to a plain PDF, or send a photo.',
  },
  'upload-encrypted': {
    sentence: 'This PDF is locked by a password.',
    next: 'Unlock it first, or send a photo.',
  },
  'upload-unreadable': {
    sentence: 'The file is damaged and cannot be opened.',
    next: 'Take the photo again and send it.',
  },
  'upload-took-too-long': {
    sentence: 'The file is too heavy to open.',
    next: 'Take an ordinary photo and send it.',
  },
  'wrong-pin': {
    sentence: 'Case number or PIN do not fit.',
    next: 'Check again. After 5 wrong tries wait 15 minutes or ask an officer.',
  },
  'too-many-tries': {
    sentence: 'Too many tries.',
    next: 'Wait 15 minutes, then try again, or ask an officer.',
  },
  'wrong-pickup-code': {
    sentence: 'The pick-up code does not fit.',
    next: 'Ask for the latest message; check the identity.',
  },
  'blank-serial-used': {
    sentence: 'This blank serial was used before.',
    next: 'Check the number on the blank and type it again.',
  },
  'blank-serial-needed': {
    sentence: 'The serial of the blank is missing.',
    next: 'Type the serial printed on the blank.',
  },
  'account-refused': {
    sentence: 'The account cannot be made: {what}.',
    next: 'Choose another user name (small letters, digits, dots) and a password of at least 10 characters.',
  },
  'authority-needs-end': {
    sentence: 'Authority as Plt or Plh needs an end date.',
    next: 'Enter the end date of the decree.',
  },
  'unknown-area': {
    sentence: 'There is no such area in this regency.',
    next: 'Choose a kecamatan or desa from the list.',
  },
  'outside-your-area': {
    sentence: 'That desa is outside your area.',
    next: 'Check the desa, or ask an officer of the head office to go on.',
  },
  'officer-outside-your-area': {
    sentence: 'That officer or area is outside your own area.',
    next: 'Choose areas within your own, or ask an admin who works in the whole regency.',
  },
  'last-admin': {
    sentence: 'The office must have at least one active admin.',
    next: 'Make somebody else an admin first, then repeat.',
  },
  'identity-not-seen': {
    sentence: 'The identity of the person at the counter was not checked.',
    next: 'Look at their KTP-el first, tick the box, then hand over.',
  },
  'recipient-needed': {
    sentence: 'The recipient has no name yet.',
    next: 'Write down who takes the document, and what they are to the applicant.',
  },
  'chat-window-closed': {
    sentence: 'The message cannot be sent: the resident has not written in the last 24 hours.',
    next: 'Ask the resident to send a message first, or hand the PIN over at the counter.',
  },
  'content-erased': {
    sentence: 'The content of this case was erased for good.',
    next: 'Its history remains; its content cannot be opened any more. If needed, begin a new application.',
  },
  'message-settled': {
    sentence: 'This message was taken care of, or has certainly arrived.',
    next: 'Reload the list of uncertain things.',
  },
  'not-confirmed': {
    sentence: 'This message may have arrived.',
    next: 'Ask the resident first. If they did not get it, tick the box, then send it again.',
  },
  'message-too-late': {
    sentence: 'The resident last wrote more than 24 hours ago; WhatsApp does not take this message.',
    next: 'Reach the resident in another way, then press "Taken care of". Or ask them to write once, then send it again.',
  },
  'secret-gone': {
    sentence: 'The PIN or code in this message is no longer valid and cannot be sent again.',
    next: 'Make a new PIN on the page of the case, or a new pick-up code at Cards & counter.',
  },
  'resident-stopped': {
    sentence: 'This resident asked not to be sent messages any more.',
    next: 'Reach them in another way, then press "Taken care of".',
  },
  'nothing-to-do': { sentence: 'There is nothing to do.', next: 'Reload the list.' },
  'request-not-understood': {
    sentence: 'The request is incomplete or malformed.',
    next: 'Reload the page and repeat.',
  },
  'same-key-other-request': {
    sentence: 'This request key was used for something else.',
    next: 'Send it again with a new key.',
  },
  'storage-full': {
    sentence: "The office's storage is full; nothing is lost.",
    next: 'Tell the admin, then try again.',
  },
  'service-unavailable': {
    sentence: 'Sampai cannot serve just now.',
    next: 'Wait a moment, then try again.',
  },
};
