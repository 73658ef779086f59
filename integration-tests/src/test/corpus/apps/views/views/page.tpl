{title} in tpl
