import { expect, test } from 'vitest'
import { isSoftwareRenderer } from './software-renderer.ts'

test.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'llvmpipe (LLVM 15.0.6, 256 bits)',
  'llvmpipe, or similar',
  'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)',
  'Apple Software Renderer',
])('%s is software', (renderer) => expect(isSoftwareRenderer(renderer)).toBe(true))

test.each([
  'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
  'Apple M2',
  'Adreno (TM) 650',
  'WebKit WebGL',
])('%s is a graphics card', (renderer) => expect(isSoftwareRenderer(renderer)).toBe(false))
