const HEADERS_BYTES = 64 + 56
const LOAD_ADDRESS = 0x400000
const MACHINE_AARCH64 = 183

/** A whole Linux program for arm64 that prints the text and ends with 0: a test needs no compiler for it. */
export function armProgram(text: string): Buffer {
  const message = Buffer.from(text)
  if (message.length > 0xffff) throw new RangeError('the length must fit into one instruction')
  const code = [
    0xd2800020, // mov x0, #1 (standard output)
    0x100000e1, // adr x1, the text, 28 bytes on
    0xd2800002 | (message.length << 5), // mov x2, #length
    0xd2800808, // mov x8, #64 (write)
    0xd4000001, // svc #0
    0xd2800000, // mov x0, #0
    0xd2800ba8, // mov x8, #93 (exit)
    0xd4000001, // svc #0
  ]
  const program = Buffer.alloc(HEADERS_BYTES + code.length * 4 + message.length)
  writeHeaders(program)
  code.forEach((instruction, index) => program.writeUInt32LE(instruction >>> 0, HEADERS_BYTES + index * 4))
  message.copy(program, HEADERS_BYTES + code.length * 4)
  return program
}

/** ELF, 64 bits, little-endian, with one segment that is all of the file. */
function writeHeaders(program: Buffer): void {
  program.write('\x7fELF\x02\x01\x01', 'latin1')
  program.writeUInt16LE(2, 16) // executable
  program.writeUInt16LE(MACHINE_AARCH64, 18)
  program.writeUInt32LE(1, 20) // version
  program.writeBigUInt64LE(BigInt(LOAD_ADDRESS + HEADERS_BYTES), 24) // entry
  program.writeBigUInt64LE(64n, 32) // where the segment's header is
  program.writeUInt16LE(64, 52) // size of this header
  program.writeUInt16LE(56, 54) // size of a segment's header
  program.writeUInt16LE(1, 56) // segments
  program.writeUInt32LE(1, 64) // to be loaded
  program.writeUInt32LE(5, 68) // read, execute
  program.writeBigUInt64LE(BigInt(LOAD_ADDRESS), 80) // at this virtual
  program.writeBigUInt64LE(BigInt(LOAD_ADDRESS), 88) // and physical address
  program.writeBigUInt64LE(BigInt(program.length), 96)
  program.writeBigUInt64LE(BigInt(program.length), 104)
  program.writeBigUInt64LE(0x1000n, 112) // alignment
}
