import type { Model } from '../model.ts';

/** How data passes through the library: buffers, tokenizers, streams, wrappers. */
export const texts: Model = {
  flows: [
    {
      apis: [
        'java.lang.{StringBuilder,StringBuffer}.{append,insert,replace}',
        'java.util.StringJoiner.add',
        'java.io.{StringWriter,Writer,ByteArrayOutputStream}.{write,append}',
      ],
      from: ['this', '0..'],
      to: ['this', 'result'],
    },
    { apis: ['java.lang.{StringBuilder,StringBuffer}.reverse'], from: ['this'], to: ['this', 'result'] },
    { apis: ['java.lang.System.arraycopy'], from: ['0'], to: ['2'] },
    {
      apis: ['java.io.{InputStream,Reader,BufferedReader,DataInputStream}.{read,readFully}'],
      from: ['this'],
      to: ['0', 'result'],
    },
    { apis: ['java.util.Collections.{sort,reverse,shuffle,swap,rotate}'], from: ['0[]'], to: ['0[]'] },
    { apis: ['java.util.Collections.addAll'], from: ['1..'], to: ['0[]'] },
    { apis: ['java.util.Arrays.asList', 'java.util.{List,Set}.{of,copyOf}'], from: ['*'], to: ['result[]'] },
    { apis: ['java.util.Map.of'], from: ['*'], to: ['result[]'] },
    { apis: ['java.lang.String.{split,toCharArray,getBytes}'], from: ['this'], to: ['result'] },
    {
      apis: ['java.util.Base64.getDecoder().decode', 'java.util.Base64.getEncoder().{encode,encodeToString}'],
      from: ['0'],
      to: ['result'],
    },
  ],
};
