import { random } from '../judge/randomness.ts';
import { isStandIn } from '../judge/placeholder.ts';
import type { SecretRule } from '../rule.ts';
import { named, token } from './define.ts';
import { alnum } from './made-up.ts';

/** Models and what is built around them. */
export const ai: readonly SecretRule[] = [
  {
    id: 'openai-key',
    name: 'OpenAI API key',
    severity: 'critical',
    keywords: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-', 'T3BlbkFJ'],
    run: 24,
    reach: { before: 100, after: 250 },
    pattern:
      /(?<![A-Za-z0-9_-])(?<secret>sk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,220}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}))(?![A-Za-z0-9])/,
    judge: (secret) =>
      /T3BlbkFJ/.test(secret)
        ? 0.98
        : isStandIn(secret.replace(/EXAMPLE\d/, '')) || /YOUR|REPLACE/.test(secret)
          ? 0
          : random(3.5)(secret.replace(/EXAMPLE/, '')) && 0.7,
    examples: [
      `${'sk'}-proj-${alnum(74, 13)}T3BlbkFJ${alnum(74, 14)}`,
      `${'sk'}-${alnum(20, 15)}T3BlbkFJ${alnum(20, 16)}`,
    ],
    counterExamples: ['OPENAI_API_KEY=sk-proj-REPLACE_WITH_YOUR_KEY', `OPENAI_API_KEY=sk-${'x'.repeat(48)}`],
  },
  named({
    id: 'openai-key-named',
    name: 'OpenAI API key',
    severity: 'critical',
    words: ['openai', 'gpt_', 'chatgpt'],
    shape: ['sk-{alnum:48}', 'sess-{alnum:40}'],
    judge: random(3.5),
  }),
  token({
    id: 'anthropic-key',
    name: 'Anthropic API key',
    severity: 'critical',
    shape: [
      'sk-ant-api03-{url:93}AA',
      'sk-ant-admin01-{url:93}AA',
      'sk-ant-oat01-{url:84-110}AA',
      'sk-ant-sid01-{url:84-110}AA',
    ],
    keywords: ['sk-ant-'],
  }),
  token({
    id: 'hugging-face-token',
    name: 'Hugging Face token',
    shape: ['hf_{alnum:34}', 'api_org_{alnum:34}'],
    judge: random(3.5),
  }),
  token({ id: 'groq-key', name: 'Groq API key', shape: 'gsk_{alnum:52}' }),
  token({ id: 'perplexity-key', name: 'Perplexity API key', shape: 'pplx-{alnum:48}' }),
  token({ id: 'replicate-token', name: 'Replicate token', shape: 'r8_{alnum:37-45}' }),
  named({ id: 'replicate-token-named', name: 'Replicate token', words: ['replicate'], shape: ['{alnum:40}'] }),
  token({ id: 'openrouter-key', name: 'OpenRouter key', severity: 'critical', shape: 'sk-or-v1-{hex:64}' }),
  token({ id: 'xai-key', name: 'xAI key', severity: 'critical', shape: 'xai-{alnum:70-84}' }),
  token({ id: 'elevenlabs-key', name: 'ElevenLabs key', shape: 'sk_{hex:48}' }),
  named({
    id: 'elevenlabs-key-named',
    name: 'ElevenLabs key',
    words: ['elevenlabs', 'eleven_labs', 'xi-api-key', 'xi_api'],
    shape: '{hex:32}',
  }),
  token({ id: 'fireworks-key', name: 'Fireworks key', shape: 'fw_{alnum:24}', judge: random(3.4) }),
  token({
    id: 'langchain-key',
    name: 'LangSmith key',
    shape: ['lsv2_pt_{hex:32}_{hex:10}', 'lsv2_sk_{hex:32}_{hex:10}'],
  }),
  token({ id: 'langfuse-key', name: 'Langfuse key', shape: ['sk-lf-{uuid}'] }),
  token({
    id: 'tavily-key',
    name: 'Tavily key',
    shape: ['tvly-{alnum:32}', 'tvly-dev-{url:32}', 'tvly-prod-{url:32}'],
  }),
  token({ id: 'firecrawl-key', name: 'Firecrawl key', shape: 'fc-{hex:32}' }),
  token({ id: 'pinecone-key', name: 'Pinecone key', shape: ['pcsk_{word:60-80}', 'pckey_{word:40-80}'] }),
  named({ id: 'pinecone-key-named', name: 'Pinecone key', words: ['pinecone'], shape: ['{uuid}'] }),
  token({ id: 'nvidia-key', name: 'NVIDIA API key', shape: 'nvapi-{url:60-70}' }),
  token({ id: 'cerebras-key', name: 'Cerebras key', shape: 'csk-{lower:48}' }),
  token({ id: 'voyage-key', name: 'Voyage AI key', shape: 'pa-{url:43}', judge: random(4) }),
  token({ id: 'jina-key', name: 'Jina key', shape: 'jina_{hex:32}{url:20-36}' }),
  token({ id: 'together-key', name: 'Together AI key', shape: 'tgp_v1_{url:43}' }),
  token({ id: 'wandb-token', name: 'Weights & Biases key', shape: 'wandb_v1_{word:60-90}' }),
  named({ id: 'wandb-key', name: 'Weights & Biases key', words: ['wandb', 'weights_and_biases'], shape: '{hex:40}' }),
  token({ id: 'anyscale-key', name: 'Anyscale key', shape: ['esecret_{lower:24-48}', 'aph0_{word:30-60}'] }),
  token({ id: 'friendli-token', name: 'Friendli token', shape: 'flp_{alnum:46}' }),
  named({ id: 'ollama-cloud-key', name: 'Ollama key', words: ['ollama'], shape: '{hex:32}.{url:24}' }),
  named({
    id: 'zhipu-key',
    name: 'Zhipu key',
    words: ['zhipu', 'glm_', 'bigmodel', 'zai_'],
    shape: '{hex:32}.{alnum:16}',
  }),
  named({ id: 'baseten-key', name: 'Baseten key', words: ['baseten'], shape: '{alnum:8}.{alnum:32}' }),
  named({
    id: 'cohere-key',
    name: 'Cohere key',
    words: ['cohere', 'co_api_key'],
    shape: '{alnum:40}',
    judge: random(3.5),
  }),
  named({ id: 'mistral-key', name: 'Mistral key', words: ['mistral'], shape: '{alnum:32}' }),
  named({ id: 'ai21-key', name: 'AI21 key', words: ['ai21'], shape: ['{uuid}', '{alnum:32}'] }),
  named({
    id: 'stability-key',
    name: 'Stability AI key',
    words: ['stability', 'stable_diffusion', 'stable-diffusion', 'stablediffusion', 'dreamstudio'],
    shape: 'sk-{alnum:48}',
  }),
  named({
    id: 'deepseek-key',
    name: 'DeepSeek or compatible key',
    words: ['deepseek', 'moonshot', 'dashscope', 'qwen', 'siliconflow', 'minimax', 'kimi'],
    shape: ['sk-{lower:32}', 'sk-{alnum:48}', '{alnum:48}'],
  }),
  named({ id: 'deepgram-key', name: 'Deepgram key', words: ['deepgram'], shape: '{hex:40}' }),
  named({ id: 'assemblyai-key', name: 'AssemblyAI key', words: ['assemblyai', 'assembly_ai'], shape: '{hex:32}' }),
  named({ id: 'deepl-key', name: 'DeepL key', words: ['deepl'], shape: ['{uuid}:fx', '{uuid}'] }),
  named({
    id: 'deepai-key',
    name: 'DeepAI key',
    words: ['deepai'],
    shape: ['{uuid}', '{alnum:8}-{alnum:4}-{alnum:4}-{alnum:4}-{alnum:14}'],
  }),
  named({ id: 'clarifai-key', name: 'Clarifai key', words: ['clarifai'], shape: '{hex:32}' }),
  named({ id: 'exa-key', name: 'Exa key', words: ['exa_', 'exa-', 'exa.ai', 'x-api-key', 'exa '], shape: ['{uuid}'] }),
  named({ id: 'kling-key', name: 'Kling AI key', words: ['kling'], shape: '{alnum:32}' }),
  named({
    id: 'gemini-key',
    name: 'Gemini key',
    words: ['gemini', 'generativelanguage'],
    shape: 'AQ.{url:50}',
  }),
  named({
    id: 'runway-key',
    name: 'Runway key',
    words: ['runwayml', 'runway_'],
    shape: ['key_{hex:128}'],
  }),
  named({ id: 'nomic-key', name: 'Nomic key', words: ['nomic', 'nk-'], shape: 'nk-{url:43}' }),
  named({ id: 'roboflow-key', name: 'Roboflow key', words: ['roboflow'], shape: '{alnum:20}', judge: random(3.4) }),
  named({
    id: 'comet-key',
    name: 'Comet or Neptune key',
    words: ['comet_api', 'comet_ml', 'neptune_api', 'neptune_'],
    shape: ['{alnum:25}', '{base64:120-220}='],
  }),
  named({ id: 'paralleldots-key', name: 'ParallelDots key', words: ['paralleldots'], shape: '{alnum:43}' }),
];
