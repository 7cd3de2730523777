/** Makes sure that ASN.1 lengths tell the truth: the parser is forgiving, and a signature must have one reading. */

import * as asn1js from 'asn1js';

/**
 * Whether `bytes` are one ASN.1 element and every element in it holds exactly what its length says. Elements of
 * indefinite length (BER, as some signing services write it) end by their own mark and pass.
 */
export function hasExactLengths(bytes: Uint8Array<ArrayBuffer>): boolean {
  const { offset, result } = asn1js.fromBER(bytes);
  return offset === bytes.length && isExact(result);
}

function isExact(block: asn1js.BaseBlock): boolean {
  if (!block.idBlock.isConstructed) return true;
  const children = (block.valueBlock as { value?: asn1js.BaseBlock[] }).value ?? [];
  if (!block.lenBlock.isIndefiniteForm) {
    const held = children.reduce((sum, child) => sum + child.blockLength, 0);
    // Zeros behind the last element would read as marks of its end.
    if (held !== block.lenBlock.length || children.some(isEndMark)) return false;
  }
  return children.every(isExact);
}

function isEndMark({ idBlock }: asn1js.BaseBlock): boolean {
  return idBlock.tagClass === 1 && idBlock.tagNumber === 0;
}
