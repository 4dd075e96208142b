import type { Model } from '../model.ts';

/** How data passes through the library: buffers, tokenizers, streams, wrappers. */
export const texts: Model = {
  empties: [
    { apis: ['java.lang.{StringBuilder,StringBuffer}.setLength'], when: [{ arg: 0, is: [0] }] },
    { apis: ['java.io.ByteArrayOutputStream.reset'], when: [] },
  ],
  supers: [
    [
      'java.io.{FileInputStream,ByteArrayInputStream,BufferedInputStream,FilterInputStream,DataInputStream,ObjectInputStream,SequenceInputStream,PushbackInputStream}',
      ['java.io.InputStream'],
    ],
    ['{javax,jakarta}.servlet.ServletInputStream', ['java.io.InputStream']],
    [
      'java.io.{BufferedReader,InputStreamReader,FileReader,StringReader,CharArrayReader,LineNumberReader,PushbackReader}',
      ['java.io.Reader'],
    ],
    [
      'java.io.{ByteArrayOutputStream,FileOutputStream,BufferedOutputStream,DataOutputStream,ObjectOutputStream,FilterOutputStream,PrintStream}',
      ['java.io.OutputStream'],
    ],
    [
      'java.io.{StringWriter,PrintWriter,BufferedWriter,FileWriter,OutputStreamWriter,CharArrayWriter}',
      ['java.io.Writer'],
    ],
  ],
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
      apis: ['java.io.{InputStream,Reader,BufferedReader,DataInputStream}.{read,readFully,readNBytes}'],
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
