-- What is told of every product of a category and those below it: names of attributes, offered in the product's form.
alter table categories add column attributes text[] not null default '{}';
