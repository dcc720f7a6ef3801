import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js'

export type PdfLibrary = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

export interface OpenPdf {
  library: PdfLibrary
  document: PDFDocumentProxy
  /** Gives back what the document holds; to be called whatever happened. */
  close(): Promise<void>
}

export type PdfRefusal = 'locked' | 'damaged'

/**
 * Opens a PDF for its text alone: no scripts, no network, pictures are not decoded. Predefined Japanese CMaps and the
 * standard fonts are read from the library's own folder. Works on a copy, for the library takes the bytes away.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf | PdfRefusal> {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = library.getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: `${join(folder, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
    wasmUrl: `${join(folder, 'wasm')}/`,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    // One pixel: a larger picture is dropped before it is decoded, and only its place on the page is seen.
    maxImageSize: 1,
    verbosity: library.VerbosityLevel.ERRORS,
  })
  try {
    return { library, document: await task.promise, close: () => task.destroy() }
  } catch (error) {
    await task.destroy()
    return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'damaged'
  }
}
