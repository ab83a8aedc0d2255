-- The blanks that were put in are taken out; where a joint had one before, words are found in either form.
UPDATE unit SET search = trim(replace(replace(replace(replace(replace(replace(search, '. ', '.'), '/ ', '/'), '- ', '-'), '( ', '('), '_ ', '_'), '@ ', '@'));
UPDATE account SET search = trim(replace(replace(replace(replace(replace(replace(search, '. ', '.'), '/ ', '/'), '- ', '-'), '( ', '('), '_ ', '_'), '@ ', '@'));
UPDATE catalogue_item SET search = trim(replace(replace(replace(replace(replace(replace(search, '. ', '.'), '/ ', '/'), '- ', '-'), '( ', '('), '_ ', '_'), '@ ', '@'));
UPDATE form SET search = trim(replace(replace(replace(replace(replace(replace(search, '. ', '.'), '/ ', '/'), '- ', '-'), '( ', '('), '_ ', '_'), '@ ', '@'));
UPDATE report SET search = trim(replace(replace(replace(replace(replace(replace(search, '. ', '.'), '/ ', '/'), '- ', '-'), '( ', '('), '_ ', '_'), '@ ', '@'));
