import type { Command } from 'commander';
import { CommandError } from '../failure.ts';
import { print } from '../terminal/output.ts';

/** A script for a shell, made from the commands there are. */
export async function completion(shell: string, program: Command): Promise<void> {
  const commands = program.commands.map((command) => ({
    name: command.name(),
    description: command.description().replaceAll("'", ''),
    words: [
      ...command.commands.map((one) => one.name()),
      ...new Set([command, ...command.commands].flatMap(({ options }) => options.map(({ long }) => long ?? ''))),
    ]
      .filter(Boolean)
      .join(' '),
  }));
  const names = commands.map(({ name }) => name).join(' ');
  switch (shell) {
    case 'bash':
      print(`_stoa() {
  local current=\${COMP_WORDS[COMP_CWORD]}
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${names}" -- "$current")); return; fi
  case "\${COMP_WORDS[1]}" in
${commands.map(({ name, words }) => `    ${name}) COMPREPLY=($(compgen -W "${words}" -f -- "$current"));;`).join('\n')}
  esac
}
complete -F _stoa stoa`);
      return;
    case 'zsh':
      print(`#compdef stoa
_arguments '1: :((${commands.map(({ name, description }) => `${name}\\:"${description}"`).join(' ')}))' '*:: :->rest'
case $words[1] in
${commands.map(({ name, words }) => `  ${name}) _values options ${words || '--help'};;`).join('\n')}
esac`);
      return;
    case 'fish':
      for (const { name, description } of commands)
        print(`complete -c stoa -n __fish_use_subcommand -a ${name} -d '${description}'`);
      return;
    default:
      throw new CommandError(`There is completion for bash, zsh and fish, not for "${shell}".`);
  }
}
