-- What was held when a file was sent: its receivers have it once all of them said they hold as much.
ALTER TABLE exchange_record ADD COLUMN tip BLOB;
