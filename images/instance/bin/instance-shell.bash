# Interactive bash in an instance: prompt, history, completion, and the marks that tell the page what the shell does.

case $- in *i*) ;; *) return ;; esac

HISTSIZE=5000
HISTFILESIZE=10000
HISTCONTROL=ignoreboth
shopt -s histappend checkwinsize
export EDITOR=nano
alias ls='ls --color=auto' ll='ls -lh' grep='grep --color=auto'
[ ! -r /usr/share/bash-completion/bash_completion ] || . /usr/share/bash-completion/bash_completion

# Marks of OSC 133: A before the prompt, B after it, C before a command runs, D and its exit code after it has ended.
# https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md
drydock_prompt() {
  local code=$? status=
  printf '\e]133;D;%s\a' "$code"
  [ "$code" = 0 ] || status="\[\e[31m\]$code\[\e[0m\] "
  PS1="\[\e]133;A\a\]\[\e[1;36m\][\h]\[\e[0m\] \[\e[34m\]\w\[\e[0m\] $status$ \[\e]133;B\a\]"
}
PROMPT_COMMAND=drydock_prompt
PS0='\e]133;C\a'

drydock_motd() {
  printf '\e[1;36m%s\e[0m  %s\n' "$(hostname)" "$(hostname --ip-address)"
  printf '%s\n' \
    'A disposable machine with its own Docker Engine. You are root.' \
    'Copy: Ctrl+Shift+C   Paste: Ctrl+Shift+V   Clear: Ctrl+L'
  if [ -n "${DOCKER_USERNAME:-}" ]; then
    echo "Signed up at the lab's registries as $DOCKER_USERNAME (password: echo \$DOCKER_PASSWORD)"
  fi
  echo
}
