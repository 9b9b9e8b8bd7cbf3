import sax, { type Tag } from 'sax';
import { unreadableWorkbook } from './zip-archive.ts';

/** What a reader is told, in the order of the text; names come without their prefix. */
export interface XmlReader {
  /** `from` is where `<` stands. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>, from: number) => void;
  /** `until` is after `>`. */
  readonly close?: (name: string, until: number) => void;
  readonly text?: (text: string) => void;
}

/** Reads a part of a workbook from its start to its end. @throws AppError `refused` where it is no XML, or declares types */
export function readXml(xml: string, reader: XmlReader): void {
  const parser = sax.parser(true, { position: true });
  // `position` counts from the start of what is written, a mark of byte order included.
  parser.onerror = () => {
    throw unreadableWorkbook();
  };
  // Entities of its own could unfold without end.
  parser.ondoctype = () => {
    throw unreadableWorkbook();
  };
  parser.onopentag = ({ name, attributes }) =>
    reader.open?.(local(name), attributes as Tag['attributes'], parser.startTagPosition - 1);
  parser.onclosetag = (name) => reader.close?.(local(name), parser.position);
  parser.ontext = (text) => reader.text?.(text);
  parser.oncdata = (text) => reader.text?.(text);
  parser.write(xml).close();
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
